# Run time of the Python bindings: calls that may run functions which C keeps.
# SPDX-License-Identifier: MIT
from __future__ import annotations

import threading
from typing import Optional


class _Thread(threading.local):
    """The innermost call of this thread."""

    call: Optional[_Call] = None


class _Call:
    """A call of C. What a function raises that C calls waits here until C has returned."""

    __slots__ = ("outer", "error")

    def __init__(self) -> None:
        self.error: Optional[BaseException] = None

    def __enter__(self) -> _Call:
        self.outer = _thread.call
        _thread.call = self
        return self

    def __exit__(self, *error: object) -> None:
        _thread.call = self.outer

    def reraise(self) -> None:
        """Raises what a function raised."""
        error, self.error = self.error, None
        if error is not None:
            try:
                raise error
            finally:
                del error


_thread = _Thread()

# Run time of the Python bindings: objects that can be closed.
# Needs object.
# SPDX-License-Identifier: MIT
from __future__ import annotations

from typing import TypeVar


class _Closable(_Object):
    """An object that a with statement closes."""

    __slots__ = ()

    def close(self) -> None:
        """Ends the C object as soon as no call uses it any more. Closing again does nothing."""
        self._shut()

    def __enter__(self: _Open) -> _Open:
        return self

    def __exit__(self, *error: object) -> None:
        self.close()


_Open = TypeVar("_Open", bound=_Closable)

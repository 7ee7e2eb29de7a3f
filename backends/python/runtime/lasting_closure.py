# Run time of the Python bindings: functions that C keeps.
# SPDX-License-Identifier: MIT
from __future__ import annotations

import ctypes
from typing import Optional


class _LastingClosure(_Closure):
    """A function that C calls later, too. What it raises goes to the call that runs it, if any."""

    __slots__ = ()

    def hold(self) -> None:
        """An object needs this; it is registered already."""

    def failed(self, error: BaseException) -> None:
        _keep_raised(error)


def _release_closure(key: Optional[int]) -> None:
    if key is not None:
        _closures.pop(key, None)


_destroy_closure = ctypes.CFUNCTYPE(None, ctypes.c_void_p)(_release_closure)

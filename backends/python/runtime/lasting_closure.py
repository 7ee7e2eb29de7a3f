# Run time of the Python bindings: functions that C keeps.
# SPDX-License-Identifier: MIT
from __future__ import annotations

import ctypes
import sys
from typing import Optional


class _LastingClosure(_Closure):
    """A function that C calls later, too. What it raises goes to the call that runs it, if any."""

    __slots__ = ()

    def failed(self, error: BaseException) -> None:
        call = _thread.call
        if call is None:
            sys.excepthook(type(error), error, error.__traceback__)
        elif call.error is None:
            call.error = error


def _release_closure(key: Optional[int]) -> None:
    closure = _closures.get(key)
    if closure is not None:
        closure.release()


_destroy_closure = ctypes.CFUNCTYPE(None, ctypes.c_void_p)(_release_closure)

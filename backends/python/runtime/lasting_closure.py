# Run time of the Python bindings: functions that C keeps.
# Needs closure raised stays.
# SPDX-License-Identifier: MIT
from __future__ import annotations

import ctypes
import sys
import threading
from typing import Any, Dict, Optional


class _LastingClosure(_Closure):
    """A function that C calls later, too. What it raises goes to the call that runs it, if any."""

    __slots__ = ()

    def hold(self) -> None:
        """An object needs this; it is registered already."""

    def failed(self, error: BaseException) -> None:
        _keep_raised(error)


def _release_closure(key: Optional[int], closures: Dict[int, Any] = _closures) -> None:
    if key is not None:
        closures.pop(key, None)


_destroy_closure = ctypes.CFUNCTYPE(None, ctypes.c_void_p)(_release_closure)
_stays(_destroy_closure)


def _keep_raised(error: BaseException, depth: int = 2) -> None:
    """Keeps ERROR for the call of this module that runs the function, else reports it.

    DEPTH calls lie between C and this.
    """
    caller = sys._getframe(depth).f_back
    ours = caller is not None and caller.f_globals is globals()
    if caller is not None and ours and caller.f_code.co_name not in ("__del__", "_end"):
        _raised.setdefault(threading.get_ident(), error)
    else:
        sys.excepthook(type(error), error, error.__traceback__)

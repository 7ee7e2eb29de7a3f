# Run time of the Python bindings: what functions raise that C keeps.
# SPDX-License-Identifier: MIT
import sys
import threading
from typing import Dict


# By thread: what a function raised that C called, for the call of C that it ran in.
_raised: Dict[int, BaseException] = {}


def _keep_raised(error: BaseException) -> None:
    """Keeps ERROR for the call of this module that runs the function, else reports it."""
    caller = sys._getframe(2).f_back
    ours = caller is not None and caller.f_globals is globals()
    if caller is not None and ours and caller.f_code.co_name not in ("__del__", "_end"):
        _raised.setdefault(threading.get_ident(), error)
    else:
        sys.excepthook(type(error), error, error.__traceback__)


def _reraise() -> None:
    """Raises what was raised in the call that is over."""
    error = _raised.pop(threading.get_ident(), None)
    if error is not None:
        try:
            raise error
        finally:
            del error

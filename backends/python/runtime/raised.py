# Run time of the Python bindings: what functions raise that C keeps.
# SPDX-License-Identifier: MIT
import threading
from typing import Dict


# By thread: what a function raised that C called, for the call of C that it ran in.
_raised: Dict[int, BaseException] = {}


def _reraise() -> None:
    """Raises what was raised in the call that is over."""
    error = _raised.pop(threading.get_ident(), None)
    if error is not None:
        try:
            raise error
        finally:
            del error

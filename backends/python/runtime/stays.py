# Run time of the Python bindings: functions that C can call as long as the process lives.
# SPDX-License-Identifier: MIT
import ctypes
from typing import Any


def _stays(pointer: Any) -> None:
    """POINTER is never freed: C's objects may end, and call it, when this module is gone."""
    ctypes.pythonapi.Py_IncRef(ctypes.py_object(pointer))

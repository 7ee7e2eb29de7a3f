# Run time of the Python bindings: memory that C fills.
# SPDX-License-Identifier: MIT
import ctypes
from typing import Any, Tuple


def _room(size: int) -> Tuple[bytearray, Any]:
    """SIZE zeroed bytes, and a pointer to them for C."""
    memory = bytearray(size or 1)
    return memory, ctypes.byref(ctypes.c_char.from_buffer(memory))

# Run time of the Python bindings: memory that C frees.
# Needs function.
# SPDX-License-Identifier: MIT
import ctypes
from typing import Any


_malloc: Any = _function("malloc", ctypes.c_void_p, ctypes.c_size_t)


def _given(data: bytes) -> int:
    """The address of a copy of DATA made with malloc(): C frees it."""
    address: int = _malloc(len(data)) or 0
    if not address:
        raise MemoryError
    ctypes.memmove(address, data, len(data))
    return address

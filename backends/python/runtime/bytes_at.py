# Run time of the Python bindings: memory of C.
# SPDX-License-Identifier: MIT
import ctypes
from typing import Any


def _bytes_at(pointer: Any, size: int) -> bytes:
    """A copy of SIZE bytes at POINTER; string_at() of older versions takes a C int."""
    if not size:
        return b""
    if size < 0:
        raise ValueError(f"a length of {size}")
    if not pointer:
        raise ValueError(f"NULL with a length of {size}")
    if size <= 0x7FFFFFFF:
        return ctypes.string_at(pointer, size)
    address = ctypes.cast(pointer, ctypes.c_void_p).value
    return bytes((ctypes.c_char * size).from_address(address or 0))

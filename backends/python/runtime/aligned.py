# Run time of the Python bindings: structs that are more strictly aligned than Python's memory.
# SPDX-License-Identifier: MIT
import ctypes
from typing import Any


def _aligned(kind: Any, size: int, align: int) -> Any:
    """A zeroed KIND in memory of its own."""
    memory = bytearray(size + align)
    return kind.from_buffer(memory, -ctypes.addressof(ctypes.c_char.from_buffer(memory)) % align)

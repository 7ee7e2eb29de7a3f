# Run time of the Python bindings: text of 16 or 32 bits a unit, in this machine's order.
# Needs bytes_at.
# SPDX-License-Identifier: MIT
import ctypes
import sys
from typing import Any, Optional


_ORDER = "le" if sys.byteorder == "little" else "be"
_CODECS = {size: f"utf-{8 * size}-{_ORDER}" for size in (2, 4)}


def _encode_wide(text: str, name: str, size: int) -> bytes:
    """TEXT as C takes it in units of SIZE bytes, with its NUL."""
    if not isinstance(text, str):
        raise TypeError(f"{name} must be str, not {type(text).__name__}")
    if "\0" in text:
        raise ValueError(f"{name} must not hold a null character")
    return (text + "\0").encode(_CODECS[size])


def _wide_text(pointer: Any, size: int, count: Optional[int] = None) -> str:
    """The text at POINTER in units of SIZE bytes: COUNT bytes of it, or up to the NUL."""
    if count is None:
        count = 0
        unit: Any = ctypes.c_uint16 if size == 2 else ctypes.c_uint32
        units = ctypes.cast(pointer, ctypes.POINTER(unit))
        while units[count // size]:
            count += size
    return _bytes_at(pointer, count).decode(_CODECS[size])

# Run time of the Python bindings: bit-fields, at exactly the place where the C compiler put them.
# SPDX-License-Identifier: MIT
import ctypes
import sys
from typing import Any


def _get_bits(record: Any, offset: int, width: int, is_signed: bool) -> int:
    """The bit-field of RECORD that begins OFFSET bits from its start."""
    first, end = offset // 8, (offset + width + 7) // 8
    memory = ctypes.string_at(ctypes.addressof(record) + first, end - first)
    value = int.from_bytes(memory, sys.byteorder)
    skipped = offset - first * 8 if sys.byteorder == "little" else end * 8 - offset - width
    value = value >> skipped & (1 << width) - 1
    return value - (1 << width) if is_signed and value >> width - 1 else value


def _set_bits(record: Any, offset: int, width: int, is_signed: bool, value: int) -> None:
    low = -(1 << width - 1) if is_signed else 0
    if not low <= value < low + (1 << width):
        raise OverflowError(f"{value} does not fit into {width} bits")
    first, end = offset // 8, (offset + width + 7) // 8
    address = ctypes.addressof(record) + first
    memory = int.from_bytes(ctypes.string_at(address, end - first), sys.byteorder)
    skipped = offset - first * 8 if sys.byteorder == "little" else end * 8 - offset - width
    mask = (1 << width) - 1
    memory = memory & ~(mask << skipped) | (value & mask) << skipped
    ctypes.memmove(address, memory.to_bytes(end - first, sys.byteorder), end - first)

# Run time of the Python bindings: integers that ctypes has no type for.
# Needs made.
# SPDX-License-Identifier: MIT
from __future__ import annotations

import ctypes
import functools
import operator
import sys
from typing import ClassVar, Type


class _WideInteger(_Made):
    width: ClassVar[int]
    is_signed: ClassVar[bool]

    @property
    def value(self) -> int:
        number = int.from_bytes(bytes(self), sys.byteorder) & (1 << self.width) - 1
        return number - (1 << self.width) if self.is_signed and number >> self.width - 1 else number

    @value.setter
    def value(self, value: int) -> None:
        number = operator.index(value)
        low = -(1 << self.width - 1) if self.is_signed else 0
        if not low <= number < low + (1 << self.width):
            raise OverflowError(f"{number} does not fit into {self.width} bits")
        memory = number.to_bytes(ctypes.sizeof(self), sys.byteorder, signed=self.is_signed)
        ctypes.memmove(ctypes.addressof(self), memory, len(memory))


@functools.lru_cache(maxsize=None)
def _wide_integer(width: int, size: int, is_signed: bool) -> Type[_WideInteger]:
    """The class of integers of WIDTH bits in SIZE bytes."""
    fields = [("memory", ctypes.c_ubyte * size)]
    members = {"_fields_": fields, "width": width, "is_signed": is_signed}
    return type(f"_Integer{width}", (_WideInteger,), members)

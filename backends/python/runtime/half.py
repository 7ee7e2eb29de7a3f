# Run time of the Python bindings: floating-point numbers of 16 bits.
# Needs made.
# SPDX-License-Identifier: MIT
from __future__ import annotations

import ctypes
import struct
import sys


class _Half(_Made):
    _fields_ = [("bits", ctypes.c_uint16)]
    format_ = "e"

    @property
    def value(self) -> float:
        number: float = struct.unpack("=e", bytes(self))[0]
        return number

    @value.setter
    def value(self, value: float) -> None:
        try:
            packed = struct.pack("=e", value)
        except struct.error:
            raise TypeError(f"must be float, not {type(value).__name__}") from None
        self.bits = int.from_bytes(packed, sys.byteorder)

# Run time of the Python bindings: how texts are stored.
# SPDX-License-Identifier: MIT
from __future__ import annotations

import ctypes
import os
import sys
from typing import Any, Optional


class _Encoding:
    """How a text is stored: its name in Python, "locale" or "bytes", and the bytes of a unit."""

    def __init__(self, name: str, unit: int = 1) -> None:
        if unit > 1:
            name = f"utf-{8 * unit}-{'le' if sys.byteorder == 'little' else 'be'}"
        self.name, self.unit = name, unit

    def decode(self, data: bytes) -> Any:
        if self.name == "bytes":
            return data
        return os.fsdecode(data) if self.name == "locale" else data.decode(self.name)

    def encode(self, value: Any, name: str) -> bytes:
        wanted = bytes if self.name == "bytes" else str
        if not isinstance(value, wanted):
            raise TypeError(f"{name} must be {wanted.__name__}, not {type(value).__name__}")
        if isinstance(value, bytes):
            return value
        return os.fsencode(value) if self.name == "locale" else bytes(value.encode(self.name))

    def up_to_nul(self, at: int, limit: Optional[int] = None) -> bytes:
        """The bytes at AT in front of the NUL, LIMIT at most."""
        if self.unit == 1 and limit is None:
            return ctypes.string_at(at)
        size = 0
        while (limit is None or size < limit) and any(ctypes.string_at(at + size, self.unit)):
            size += self.unit
        return ctypes.string_at(at, size)

    def ended(self, value: Any, name: str) -> bytes:
        """VALUE and its NUL, which is the only one."""
        data = self.encode(value, name) + bytes(self.unit)
        if ("\0" if isinstance(value, str) else b"\0") in value:
            raise ValueError(f"{name} must not hold a null character")
        return data

# Run time of the Python bindings: texts inside C objects.
# Needs form_base form_encoding.
# SPDX-License-Identifier: MIT
from __future__ import annotations

import ctypes
from typing import Any, List


class _TextInside(_Form):
    """A text in the object itself: SIZE bytes, or fewer and a NUL."""

    def __init__(self, encoding: _Encoding, size: int) -> None:
        self.encoding, self.size = encoding, size

    def read(self, at: int) -> Any:
        return self.encoding.decode(self.encoding.up_to_nul(at, self.size))

    def write(self, at: int, value: Any, name: str, keep: List[Any]) -> None:
        data = self.encoding.ended(value, name)
        if len(data) > self.size:
            raise ValueError(f"{name} is too long: C has room for {self.size} bytes with its NUL")
        ctypes.memmove(at, data, len(data))

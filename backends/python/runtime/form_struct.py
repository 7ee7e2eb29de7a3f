# Run time of the Python bindings: structs inside C objects.
# Needs form_base.
# SPDX-License-Identifier: MIT
from __future__ import annotations

import ctypes
from typing import Any, List


class _Struct(_Form):
    """A C struct as it is."""

    def __init__(self, kind: Any) -> None:
        self.kind, self.size = kind, ctypes.sizeof(kind)

    def read(self, at: int) -> Any:
        return self.kind.from_buffer_copy(self.kind.from_address(at))

    def write(self, at: int, value: Any, name: str, keep: List[Any]) -> None:
        if not isinstance(value, self.kind):
            raise TypeError(f"{name} must be {self.kind.__name__}, not {type(value).__name__}")
        keep.append(value)
        ctypes.memmove(at, ctypes.addressof(value), self.size)

# Run time of the Python bindings: memory of the caller that C may change.
# Needs bytes_at form_base.
# SPDX-License-Identifier: MIT
from __future__ import annotations

import ctypes
from typing import Any, List


class _Mutable(_Form):
    """A pointer to items of SIZE bytes in a buffer of the caller, which C may change."""

    def __init__(self, item_size: int, nullable: bool = False) -> None:
        self.item_size, self.nullable = item_size, nullable

    def read_many(self, pointer: int, count: int) -> Any:
        """A copy of COUNT items at POINTER, as bytes."""
        return _bytes_at(pointer, count * self.item_size)

    def make_many(self, value: Any, name: str, keep: List[Any]) -> Any:
        """The address and the number of items of VALUE."""
        if value is None and self.nullable:
            return 0, 0
        size = memoryview(value).nbytes
        if size % self.item_size:
            raise ValueError(f"{name} is no whole number of items of {self.item_size} bytes")
        memory = (ctypes.c_char * size).from_buffer(value)
        keep.append(memory)
        return ctypes.addressof(memory), size // self.item_size

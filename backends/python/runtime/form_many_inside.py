# Run time of the Python bindings: arrays inside C objects.
# Needs bytes_at form_base.
# SPDX-License-Identifier: MIT
from __future__ import annotations

import ctypes
from typing import Any, List, Optional


class _ManyInside(_Form):
    """COUNT items in the object itself. ITEM is None of bytes."""

    def __init__(self, item: Optional[_Form], count: int) -> None:
        self.item, self.count = item, count
        self.size = count * (item.size if item else 1)
        self.owns = item is not None and item.owns

    def read(self, at: int) -> Any:
        return self.item.read_all(at, self.count) if self.item else _bytes_at(at, self.count)

    def write(self, at: int, value: Any, name: str, keep: List[Any]) -> None:
        if self.item is None:
            value = bytes(value)
        if len(value) != self.count:
            raise ValueError(f"{name} must have {self.count} elements, not {len(value)}")
        if self.item is None:
            ctypes.memmove(at, value, self.count)
        else:
            self.item.write_all(at, value, name, keep)

    def free(self, at: int) -> None:
        if self.item is not None and self.item.owns:
            for i in range(self.count):
                self.item.free(at + i * self.item.size)

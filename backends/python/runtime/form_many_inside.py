# Run time of the Python bindings: arrays inside C objects.
# Needs form_base.
# SPDX-License-Identifier: MIT
from __future__ import annotations

from typing import Any, List


class _ManyInside(_Form):
    """COUNT items in the object itself."""

    def __init__(self, item: _Form, count: int) -> None:
        self.item, self.count, self.size = item, count, item.size * count
        self.owns = item.owns

    def read(self, at: int) -> Any:
        return self.item.read_all(at, self.count)

    def write(self, at: int, value: Any, name: str, keep: List[Any]) -> None:
        if len(value) != self.count:
            raise ValueError(f"{name} must have {self.count} elements, not {len(value)}")
        self.item.write_all(at, value, name, keep)

    def free(self, at: int) -> None:
        for i in range(self.count):
            self.item.free(at + i * self.item.size)

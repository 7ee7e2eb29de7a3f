# Run time of the Python bindings: objects of classes inside C objects.
# Needs form_base.
# SPDX-License-Identifier: MIT
from __future__ import annotations

from typing import Any, List


class _Instance(_Form):
    """A pointer to an object of class KIND, which is ADOPTED when it comes back, or lent."""

    def __init__(self, kind: Any, handle: Any, adopted: bool, nullable: bool = False) -> None:
        self.kind, self.handle, self.adopted, self.nullable = kind, handle, adopted, nullable

    def read(self, at: int) -> Any:
        pointer = self.promised(self.load(at), self.nullable)
        if not pointer:
            return None
        return self.kind._of(
            self.handle(pointer) if self.adopted else self.handle.borrow(pointer)
        )

    def write(self, at: int, value: Any, name: str, keep: List[Any]) -> None:
        if value is None and self.nullable:
            return
        if not isinstance(value, self.kind):
            raise TypeError(f"{name} must be {self.kind.__name__}, not {type(value).__name__}")
        keep.append(value._handle)
        self.store(at, self.address(value._handle))

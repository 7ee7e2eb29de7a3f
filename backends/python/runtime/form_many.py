# Run time of the Python bindings: arrays that C objects point to.
# Needs bytes_at form_base.
# SPDX-License-Identifier: MIT
from __future__ import annotations

import ctypes
from typing import Any, List, Optional


class _Many(_Form):
    """A pointer to many: COUNT of them, or up to a zero. ITEM is None of bytes."""

    def __init__(
        self,
        item: Optional[_Form],
        count: Optional[int] = None,
        nullable: bool = False,
        release: Any = None,
    ) -> None:
        self.item, self.count, self.nullable, self.release = item, count, nullable, release
        self.owns = release is not None or (item is not None and item.owns)

    def length(self, pointer: int) -> int:
        """How many there are at POINTER, where nobody counts them."""
        if self.count is not None:
            return self.count
        size = self.item.size if self.item else 1
        count = 0
        while any(ctypes.string_at(pointer + count * size, size)):
            count += 1
        return count

    def read(self, at: int) -> Any:
        pointer = self.promised(self.load(at), self.nullable)
        return self.read_many(pointer, self.length(pointer)) if pointer else None

    def read_many(self, pointer: int, count: int) -> Any:
        """COUNT items at POINTER."""
        if not pointer and self.nullable:
            return None
        if self.item is None:
            return _bytes_at(pointer, count)
        if count and not pointer:
            raise ValueError(f"NULL with a length of {count}")
        return self.item.read_all(pointer, count) if count else []

    def make_many(self, value: Any, name: str, keep: List[Any]) -> Any:
        """The address and the number of the items of VALUE."""
        if value is None and self.nullable:
            return 0, 0
        if self.item is None:
            data = bytes(value)
            pointer = self.memory(len(data) + 1, keep)
            ctypes.memmove(pointer, data, len(data))
            return pointer, len(data)
        if isinstance(value, (str, bytes)) or not hasattr(value, "__len__"):
            raise TypeError(f"{name} must be a sequence, not {type(value).__name__}")
        pointer = self.memory((len(value) + 1) * self.item.size, keep)
        self.item.write_all(pointer, value, name, keep)
        return pointer, len(value)

    def write(self, at: int, value: Any, name: str, keep: List[Any]) -> None:
        pointer, count = self.make_many(value, name, keep)
        if pointer and self.count not in (None, count):
            raise ValueError(f"{name} must have {self.count} elements, not {count}")
        self.store(at, pointer)

    def free_many(self, pointer: int, count: int) -> None:
        """Frees what COUNT items at POINTER own."""
        if pointer and self.item is not None and self.item.owns:
            for i in range(count):
                self.item.free(pointer + i * self.item.size)

    def free(self, at: int) -> None:
        pointer = self.load(at)
        if pointer:
            self.free_many(pointer, self.length(pointer))
            if self.release:
                self.release(pointer)

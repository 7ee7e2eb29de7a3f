# Run time of the Python bindings: structs of a pointer and a length.
# Needs form_count form_base.
# SPDX-License-Identifier: MIT
from __future__ import annotations

from typing import Any, List, Optional


class _Counted(_Form):
    """A struct that is a text or many: pointer, length, and perhaps a capacity."""

    def __init__(
        self,
        size: int,
        form: Any,
        pointer_at: int,
        length: Optional[_Count],
        capacity: Optional[_Count] = None,
        release: Any = None,
        takes_pointer: bool = False,
    ) -> None:
        self.size, self.form, self.pointer_at = size, form, pointer_at
        self.length, self.capacity, self.release = length, capacity, release
        self.takes_pointer = takes_pointer
        self.owns = release is not None or form.owns

    def read(self, at: int) -> Any:
        if self.length is None:
            return self.form.read(at + self.pointer_at)
        return self.form.read_many(self.load(at + self.pointer_at), self.length.read(at))

    def view(self, at: int) -> Any:
        """What the struct at AT counts, as it lies there."""
        return self.form.view_many(self.load(at + self.pointer_at), self.length and self.length.read(at))

    def write(self, at: int, value: Any, name: str, keep: List[Any]) -> None:
        if self.length is None:
            self.form.write(at + self.pointer_at, value, name, keep)
            return
        pointer, count = self.form.make_many(value, name, keep)
        self.store(at + self.pointer_at, pointer)
        self.length.write(at, count, name)
        if self.capacity:
            self.capacity.write(at, count, name)

    def free(self, at: int) -> None:
        pointer = self.load(at + self.pointer_at)
        if self.length is not None and hasattr(self.form, "free_many"):
            self.form.free_many(pointer, self.length.read(at))
        if self.release and (pointer or not self.takes_pointer):
            self.release(pointer if self.takes_pointer else at)

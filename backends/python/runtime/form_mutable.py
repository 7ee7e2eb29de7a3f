# Run time of the Python bindings: memory of the caller that C may change.
# Needs form_many view.
# SPDX-License-Identifier: MIT
from __future__ import annotations

import ctypes
from typing import Any, List


class _Mutable(_Many):
    """A pointer to many in a buffer of the caller, which C may change."""

    def view_many(self, pointer: int, count: int) -> Any:
        """COUNT items at POINTER as they lie there; None for NULL."""
        if not pointer and self.nullable:
            return None
        item: Any = self.item
        return _view(pointer, count, item and item.kind, getattr(item, "wrap", None))

    def make_many(self, value: Any, name: str, keep: List[Any]) -> Any:
        """The address and the number of items of VALUE."""
        if value is None and self.nullable:
            return 0, 0
        size = memoryview(value).nbytes
        item_size = self.item.size if self.item else 1
        if size % item_size:
            raise ValueError(f"{name} is no whole number of items of {item_size} bytes")
        memory = (ctypes.c_char * size).from_buffer(value)
        keep.append(memory)
        return ctypes.addressof(memory), size // item_size

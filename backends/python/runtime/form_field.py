# Run time of the Python bindings: fields of structs that are values by themselves.
# Needs form_base.
# SPDX-License-Identifier: MIT
from __future__ import annotations

from typing import Any, List, Optional


class _Field:
    """A field called NAME; LENGTH counts what it points to."""

    def __init__(self, name: str, form: Any, at: int, length: Optional[Any] = None) -> None:
        self.name, self.form, self.at, self.length = name, form, at, length

    def read(self, at: int) -> Any:
        if self.length is None:
            return self.form.read(at + self.at)
        return self.form.read_many(_Form.load(at + self.at), self.length.read(at))

    def write(self, at: int, value: Any, name: str, keep: List[Any]) -> None:
        if self.length is None:
            self.form.write(at + self.at, value, name, keep)
            return
        pointer, count = self.form.make_many(value, name, keep)
        _Form.store(at + self.at, pointer)
        self.length.write(at, count, name)

    def free(self, at: int) -> None:
        if self.length is None:
            self.form.free(at + self.at)
            return
        pointer = _Form.load(at + self.at)
        if hasattr(self.form, "free_many"):
            self.form.free_many(pointer, self.length.read(at))
        if pointer and self.form.release:
            self.form.release(pointer)

# Run time of the Python bindings: structs that hold a value or none.
# Needs form_number.
# SPDX-License-Identifier: MIT
from __future__ import annotations

from typing import Any, List, Optional


class _Option(_Form):
    """FORM at VALUE_AT is there if the tag is THERE, or anything but 0 if that is None."""

    def __init__(
        self, size: int, tag: Any, tag_at: int, there: Optional[int], form: _Form, value_at: int
    ) -> None:
        self.size, self.tag, self.tag_at, self.there = size, _Number(tag), tag_at, there
        self.form, self.value_at, self.owns = form, value_at, form.owns

    def is_there(self, at: int) -> bool:
        tag = self.tag.read(at + self.tag_at)
        return bool(tag) if self.there is None else bool(tag == self.there)

    def read(self, at: int) -> Any:
        return self.form.read(at + self.value_at) if self.is_there(at) else None

    def write(self, at: int, value: Any, name: str, keep: List[Any]) -> None:
        if value is None:
            if self.there == 0:
                self.tag.write(at + self.tag_at, 1, name, keep)
            return
        self.tag.write(at + self.tag_at, 1 if self.there is None else self.there, name, keep)
        self.form.write(at + self.value_at, value, name, keep)

    def free(self, at: int) -> None:
        if self.is_there(at):
            self.form.free(at + self.value_at)

# Run time of the Python bindings: lengths inside structs.
# Needs form_number.
# SPDX-License-Identifier: MIT
from __future__ import annotations

from typing import Any


class _Count:
    """Where a struct counts what it points to, in steps of STEP bytes or elements."""

    def __init__(self, kind: Any, at: int, step: int = 1) -> None:
        self.form, self.at, self.step = _Number(kind), at, step

    def count(self, at: int) -> int:
        """The number in the struct at AT."""
        count: int = self.form.read(at + self.at)
        if count < 0:
            raise ValueError(f"C gave a length of {count}")
        return count

    def read(self, at: int) -> int:
        return self.count(at) // self.step

    def write(self, at: int, count: int, name: str) -> None:
        self.form.write(at + self.at, count * self.step, f"the length of {name}", [])

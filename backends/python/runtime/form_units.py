# Run time of the Python bindings: lengths of texts inside structs.
# Needs form_count.
# SPDX-License-Identifier: MIT
from __future__ import annotations



class _Units(_Count):
    """Where a struct counts the units of a text, of STEP bytes each."""

    def read(self, at: int) -> int:
        return self.count(at) * self.step

    def write(self, at: int, count: int, name: str) -> None:
        self.form.write(at + self.at, count // self.step, f"the length of {name}", [])

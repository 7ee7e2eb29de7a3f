# Run time of the Python bindings: untyped pointers inside C objects.
# Needs form_base.
# SPDX-License-Identifier: MIT
from __future__ import annotations

from typing import Any, List


class _Raw(_Form):
    """An address that nobody typed."""

    def read(self, at: int) -> Any:
        return self.load(at) or None

    def write(self, at: int, value: Any, name: str, keep: List[Any]) -> None:
        keep.append(value)
        self.store(at, self.address(value))

# Run time of the Python bindings: numbers inside C objects.
# Needs form_base lost.
# SPDX-License-Identifier: MIT
from __future__ import annotations

import ctypes
from typing import Any, List


class _Number(_Form):
    """An integer, bool or float; WRAP makes an enumeration of it."""

    def __init__(self, kind: Any, wrap: Any = None) -> None:
        self.kind, self.wrap, self.size = kind, wrap, ctypes.sizeof(kind)

    def read(self, at: int) -> Any:
        value = self.kind.from_address(at).value
        return value if self.wrap is None else self.wrap(value)

    def write(self, at: int, value: Any, name: str, keep: List[Any]) -> None:
        memory = self.kind.from_address(at)
        memory.value = value
        if _is_lost(self.read(at), value):
            raise OverflowError(f"{name}: {value} does not fit into C's {self.kind.__name__[2:]}")

    def read_all(self, at: int, count: int) -> List[Any]:
        values: List[Any] = (self.kind * count).from_address(at)[:]
        return values if self.wrap is None else [self.wrap(value) for value in values]

    def write_all(self, at: int, values: Any, name: str, keep: List[Any]) -> None:
        memory = (self.kind * len(values)).from_address(at)
        memory[:] = given = list(values)
        if self.wrap is not None or memory[:] != given:
            super().write_all(at, values, name, keep)

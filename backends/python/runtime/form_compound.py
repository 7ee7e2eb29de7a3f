# Run time of the Python bindings: structs whose fields are values by themselves.
# Needs form_field form_base.
# SPDX-License-Identifier: MIT
from __future__ import annotations

from typing import Any, List, Tuple


class _Compound(_Form):
    """A struct that is an instance of KIND; FIXED are fields that hold the same in all of them."""

    def __init__(
        self,
        size: int,
        kind: Any,
        fixed: List[Tuple[Any, int, Any]],
        fields: List[_Field],
    ) -> None:
        self.size, self.kind, self.fields, self.fixed = size, kind, fields, fixed
        self.owns = any(field.form.owns for field in fields)

    def prepare(self, at: int) -> None:
        for kind, where, value in self.fixed:
            kind.from_address(at + where).value = value

    def read(self, at: int) -> Any:
        return self.kind(*[field.read(at) for field in self.fields])

    def write(self, at: int, value: Any, name: str, keep: List[Any]) -> None:
        if not isinstance(value, self.kind):
            raise TypeError(f"{name} must be {self.kind.__name__}, not {type(value).__name__}")
        self.prepare(at)
        for field in self.fields:
            field.write(at, getattr(value, field.name), f"{name}.{field.name}", keep)

    def free(self, at: int) -> None:
        for field in self.fields:
            field.free(at)

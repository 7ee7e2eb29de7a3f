# Run time of the Python bindings: tagged unions.
# Needs form_number.
# SPDX-License-Identifier: MIT
from __future__ import annotations

from typing import Any, Dict, List, Optional, Tuple


class _Tagged(_Form):
    """A tag at TAG_AT, and for each value of it a form and where that lies, or nothing."""

    def __init__(
        self,
        size: int,
        kind: Any,
        tag: _Number,
        tag_at: int,
        cases: Dict[int, Optional[Tuple[_Form, int]]],
    ) -> None:
        self.size, self.kind, self.tag, self.tag_at = size, kind, tag, tag_at
        self.cases = cases
        self.owns = any(case[0].owns for case in cases.values() if case)

    def read(self, at: int) -> Any:
        tag = self.tag.read(at + self.tag_at)
        case = self.cases.get(tag)
        return self.kind(tag, case[0].read(at + case[1]) if case else None)

    def write(self, at: int, value: Any, name: str, keep: List[Any]) -> None:
        tag, held = value
        if tag not in self.cases:
            raise ValueError(f"{name}: there is no case {tag}")
        case = self.cases[tag]
        if case:
            case[0].write(at + case[1], held, name, keep)
        elif held is not None:
            raise TypeError(f"{name}: {tag} holds no value")
        self.tag.write(at + self.tag_at, tag, name, keep)

    def free(self, at: int) -> None:
        case = self.cases.get(self.tag.read(at + self.tag_at))
        if case:
            case[0].free(at + case[1])

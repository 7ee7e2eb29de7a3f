# Run time of the Python bindings: pointers to C objects.
# Needs form_base.
# SPDX-License-Identifier: MIT
from __future__ import annotations

from typing import Any, List, Optional


class _Indirect(_Form):
    """A pointer to the object."""

    def __init__(self, to: _Form, nullable: bool = False, release: Any = None) -> None:
        self.to, self.nullable, self.release = to, nullable, release
        self.owns = to.owns or release is not None

    def read(self, at: int) -> Any:
        pointer = self.promised(self.load(at), self.nullable)
        return self.to.read(pointer) if pointer else None

    def write(self, at: int, value: Any, name: str, keep: List[Any]) -> None:
        if value is None and not self.nullable:
            raise TypeError(f"{name} must not be None")
        self.store(at, 0 if value is None else self.to.make(value, name, keep))

    def free(self, at: int) -> None:
        pointer = self.load(at)
        if pointer:
            self.to.free(pointer)
            if self.release:
                self.release(pointer)

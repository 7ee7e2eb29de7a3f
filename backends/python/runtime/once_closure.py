# Run time of the Python bindings: functions that C runs once, later.
# Needs lasting_closure.
# SPDX-License-Identifier: MIT
from __future__ import annotations

from typing import Any


class _OnceClosure(_LastingClosure):
    """A function that C runs exactly once."""

    __slots__ = ("last",)

    def __init__(self, function: Any, name: str, nullable: bool = False) -> None:
        super().__init__(function, name, nullable)
        self.last = function
        if function is not None:
            self.function = self._run

    def _run(self, *values: Any) -> Any:
        self.release()
        return self.last(*values)

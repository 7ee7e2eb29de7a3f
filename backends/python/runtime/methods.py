# Run time of the Python bindings: functions under one key.
# Needs closure.
# SPDX-License-Identifier: MIT
from __future__ import annotations

from typing import Any


class _Methods(_Closure):
    """Functions under one key, each FUNCTION and NAME; C knows which of them it calls. None is none."""

    __slots__ = ()

    def __init__(self, *functions: Any) -> None:
        super().__init__(None, "", True)
        for function, name, nullable in functions:
            _Closure(function, name, nullable)
        self.function = [function for function, name, nullable in functions]
        if any(function is not None for function in self.function):
            self.key = id(self)

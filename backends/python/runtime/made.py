# Run time of the Python bindings: numbers that ctypes has no type for.
# SPDX-License-Identifier: MIT
from __future__ import annotations

import ctypes
from typing import Any, ClassVar


class _Made(ctypes.Structure):
    """A number of C's; `value` is Python's, as in the types of ctypes."""

    value: Any
    # How the buffer protocol calls it, and a number of which so many are one; "" is none.
    format_: ClassVar[str] = ""
    part_: ClassVar[str] = ""

    def __init__(self, value: Any = 0) -> None:
        super().__init__()
        self.value = value

    @classmethod
    def from_param(cls, value: Any) -> Any:
        return value if isinstance(value, cls) else cls(value)

    @staticmethod
    def returned(value: Any, *call: Any) -> Any:
        return value.value

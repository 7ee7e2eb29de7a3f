# Run time of the Python bindings: structures with numbers that do not hold all of Python's.
# SPDX-License-Identifier: MIT
from __future__ import annotations

from typing import Any, ClassVar, Dict


class _Limited:
    """A structure that refuses what does not fit: ctypes keeps the bits of it that do."""

    # By the name of a field: what makes a number for it of a value, and what that is given.
    _limits_: ClassVar[Dict[str, Any]] = {}

    def __setattr__(self, name: str, value: Any) -> None:
        limits = self._limits_.get(name)
        if limits is not None:
            value = limits[0](name, value, *limits[1:])
        super().__setattr__(name, value)

# Run time of the Python bindings: numbers inside C objects that ctypes has no type for.
# Needs form_number made.
# SPDX-License-Identifier: MIT
from typing import Any, List


class _MadeNumber(_Number):
    """One that has a value of its own."""

    def read_all(self, at: int, count: int) -> List[Any]:
        return _Form.read_all(self, at, count)

    def write_all(self, at: int, values: Any, name: str, keep: List[Any]) -> None:
        _Form.write_all(self, at, values, name, keep)

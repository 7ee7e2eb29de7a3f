# Run time of the Python bindings: elements of arrays.
# Needs lost.
# SPDX-License-Identifier: MIT
import ctypes
from typing import Any


def _element(name: str, value: Any, kind: Any) -> Any:
    """VALUE as ctypes takes it for a KIND; refused if it is a number that does not fit."""
    if issubclass(kind, ctypes.Array):
        return value if isinstance(value, kind) else kind(*value)
    if issubclass(kind, ctypes._SimpleCData) and _is_lost(kind(value).value, value):
        raise OverflowError(f"{name}: {value} does not fit into {kind.__name__}")
    return value

# Run time of the Python bindings: arrays of the caller for C to change.
# SPDX-License-Identifier: MIT
import ctypes
from typing import Any


def _own_array(values: Any, kind: Any, name: str) -> Any:
    """The memory of VALUES itself: a copy would not show what C does."""
    if isinstance(values, ctypes.Array) and values._type_ is kind:
        return values
    raise TypeError(f"{name} must be a ctypes array of {kind.__name__}")

# Run time of the Python bindings: numbers of the caller for C to change.
# Needs numbers.
# SPDX-License-Identifier: MIT
import ctypes
from typing import Any


def _own_numbers(values: Any, kind: Any, name: str) -> Any:
    """The memory of VALUES itself: a copy would not show what C does."""
    if isinstance(values, ctypes.Array) and values._type_ is kind:
        return values
    view = memoryview(values)
    if view.readonly or not _is_array_of(view, kind):
        raise TypeError(f"{name} must be a writable array of {kind.__name__}")
    return (kind * len(view)).from_buffer(view)

# Run time of the Python bindings: sequences of numbers.
# SPDX-License-Identifier: MIT
from __future__ import annotations

import ctypes
import sys
from typing import Any


_FOREIGN = ">" if sys.byteorder == "little" else "<"
_KINDS = ("bhilqn", "BHILQN", "fd", "?")


def _is_array_of(view: memoryview, kind: Any) -> bool:
    """Whether the elements of VIEW are what C has as KIND."""
    code, order = view.format[-1:], view.format[:-1]
    return (
        view.ndim == 1
        and view.c_contiguous
        and view.itemsize == ctypes.sizeof(kind)
        and order != _FOREIGN
        and any(code in group and kind._type_ in group for group in _KINDS)
    )


def _numbers(values: Any, kind: Any, name: str) -> Any:
    """VALUES as a C array: their own memory if it has the right form, else a copy."""
    if isinstance(values, ctypes.Array) and values._type_ is kind:
        return values
    try:
        view = memoryview(values)
    except TypeError:
        view = None
    if view is not None and _is_array_of(view, kind):
        of = kind * len(view)
        return of.from_buffer_copy(view) if view.readonly else of.from_buffer(view)
    try:
        array = (kind * len(values))(*values)
    except TypeError as error:
        raise TypeError(f"{name} must be a sequence of {kind.__name__}: {error}") from None
    if kind._type_ not in "fdg" and any(a != b for a, b in zip(array, values)):
        raise OverflowError(f"{name} holds a number that does not fit into {kind.__name__}")
    return array

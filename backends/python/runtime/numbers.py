# Run time of the Python bindings: sequences of numbers.
# Needs lost.
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


def _memory_of(values: Any, kind: Any) -> Any:
    """The memory of VALUES as a C array, copied if it is read-only; None if it is no such."""
    if isinstance(values, ctypes.Array) and values._type_ is kind:
        return values
    try:
        view = memoryview(values)
    except TypeError:
        return None
    if not _is_array_of(view, kind):
        return None
    if kind._type_ == "?" and view.tobytes().strip(b"\0\1"):
        return None
    of = kind * len(view)
    return of.from_buffer_copy(view) if view.readonly else of.from_buffer(view)


def _numbers(values: Any, kind: Any, name: str, wrap: Any = None) -> Any:
    """VALUES as a C array: their own memory if it has the right form, else a copy.

    WRAP makes a bit set of a number, or an enumeration; raises ValueError for what is none.
    """
    array = _memory_of(values, kind)
    if array is None:
        try:
            array = (kind * len(values))(*values)
        except TypeError as error:
            raise TypeError(f"{name} must be a sequence of {kind.__name__}: {error}") from None
        held = array[:] if wrap is None else list(map(wrap, array))
        if kind._type_ not in "dg" and held != list(values) and any(map(_is_lost, held, values)):
            raise OverflowError(f"{name} holds a number that does not fit into {kind.__name__}")
    elif wrap is not None:
        for number in array:
            wrap(number)
    return array

# Run time of the Python bindings: sequences of C values.
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
    wanted = getattr(kind, "_type_", None)
    return (
        view.ndim == 1
        and view.c_contiguous
        and view.itemsize == ctypes.sizeof(kind)
        and order != _FOREIGN
        and any(code in group and wanted in group for group in _KINDS if isinstance(wanted, str))
    )


def _array(values: Any, kind: Any, name: str) -> Any:
    """VALUES as a C array: their own memory if it has the right form, else a copy."""
    if isinstance(values, ctypes.Array) and values._type_ is kind:
        return values
    try:
        view = memoryview(values)
    except TypeError:
        pass
    else:
        if _is_array_of(view, kind):
            return (kind * len(view)).from_buffer_copy(view) if view.readonly else (kind * len(view)).from_buffer(view)
    try:
        array = (kind * len(values))(*values)
    except TypeError as error:
        raise TypeError(f"{name} must be a sequence of {kind.__name__}: {error}") from None
    if isinstance(getattr(kind, "_type_", None), str) and any(a != b for a, b in zip(array, values) if type(b) is int):
        raise OverflowError(f"{name} holds a number that does not fit into {kind.__name__}")
    return array


def _own_array(values: Any, kind: Any, name: str) -> Any:
    """The memory of VALUES, for C to change: nothing is copied."""
    if isinstance(values, ctypes.Array) and values._type_ is kind:
        return values
    view = memoryview(values)
    if view.readonly or not _is_array_of(view, kind):
        raise TypeError(f"{name} must be a writable array of {kind.__name__}")
    return (kind * len(view)).from_buffer(view)

# Run time of the Python bindings: sequences of numbers that ctypes has no type for.
# Needs made.
# SPDX-License-Identifier: MIT
from __future__ import annotations

import ctypes
import sys
from typing import Any


def _made_alignment(kind: Any) -> int:
    """Of a class of bytes as C has it at most: the highest power of two in its size."""
    align, size = ctypes.alignment(kind), ctypes.sizeof(kind)
    return align if align > 1 else size & -size


def _made_memory(values: Any, kind: Any) -> Any:
    """The memory of VALUES as a C array, copied if it is read-only; None if it is no such."""
    if isinstance(values, ctypes.Array) and values._type_ is kind:
        return values
    try:
        view = memoryview(values)
    except TypeError:
        return None
    code, order = view.format.lstrip("@=<>!"), view.format[:1]
    foreign = ">!" if sys.byteorder == "little" else "<"
    if not code or code not in (kind.format_, kind.part_, "B") or order in foreign:
        return None
    if view.ndim != 1 or not view.c_contiguous or view.nbytes % ctypes.sizeof(kind):
        return None
    of = kind * (view.nbytes // ctypes.sizeof(kind))
    array = of.from_buffer_copy(view) if view.readonly else of.from_buffer(view)
    return array if ctypes.addressof(array) % _made_alignment(kind) == 0 else None


def _made_numbers(values: Any, kind: Any, name: str) -> Any:
    """VALUES as a C array: their own memory if it has the right form, else a copy."""
    array = _made_memory(values, kind)
    if array is not None:
        return array
    array = (kind * len(values))()
    for i, value in enumerate(values):
        try:
            array[i].value = value
        except (TypeError, OverflowError) as error:
            raise type(error)(f"{name}[{i}]: {error}") from None
    return array


def _own_made(values: Any, kind: Any, name: str) -> Any:
    """The memory of VALUES itself: a copy would not show what C does."""
    array = _made_memory(values, kind)
    if array is None or (array is not values and memoryview(values).readonly):
        forms = " or ".join(repr(code) for code in (kind.format_, kind.part_, "B") if code)
        raise TypeError(f"{name} must be a writable buffer of format {forms}")
    return array

# Run time of the Python bindings: memory that an object's fields point to.
# Needs buffer.
# SPDX-License-Identifier: MIT
from __future__ import annotations

import ctypes
from typing import Any, Optional


def _slot(handle: Any, field: str) -> Any:
    """The pointer in that field, as an address, whatever it points to."""
    return ctypes.c_void_p.from_buffer(handle, getattr(type(handle), field).offset)


def _pin(handle: Any, field: str, data: Any, flags: int) -> int:
    """Lends DATA's memory to a field of the object, until the next; returns its size."""
    if data is None:
        _slot(handle, field).value = None
        handle.pins = {**handle.pins, field: None}
        return 0
    pointer, size = _lend(data, flags)
    _slot(handle, field).value = pointer.value
    handle.pins = {**handle.pins, field: (data, pointer)}
    return size


def _pinned(handle: Any, field: str, size: int) -> Optional[memoryview]:
    """What is left of the memory that was lent to the field."""
    pin = handle.pins.get(field)
    address = _slot(handle, field).value
    if pin is None or address is None:
        return None
    data, pointer = pin
    start = address - pointer.value
    return memoryview(data).cast("B")[start : start + size]

# Run time of the Python bindings: memory that an object's fields point to.
# SPDX-License-Identifier: MIT
from __future__ import annotations

from typing import Any, Optional


def _pin(handle: Any, field: str, data: Any, flags: int) -> int:
    """Lends DATA's memory to a field of the object, until the next; returns its size."""
    if data is None:
        setattr(handle, field, None)
        handle.pins = {**handle.pins, field: None}
        return 0
    pointer, size = _lend(data, flags)
    setattr(handle, field, pointer.value)
    handle.pins = {**handle.pins, field: (data, pointer)}
    return size


def _pinned(handle: Any, field: str, size: int) -> Optional[memoryview]:
    """What is left of the memory that was lent to the field."""
    pin = handle.pins.get(field)
    address = getattr(handle, field)
    if pin is None or address is None:
        return None
    data, pointer = pin
    start = address - pointer.value
    return memoryview(data).cast("B")[start : start + size]

# Run time of the Python bindings: arrays inside of structures.
# Needs element.
# SPDX-License-Identifier: MIT
import ctypes
from typing import Any


def _fill(array: Any, values: Any, name: str) -> None:
    """Sets the first elements of ARRAY, which may be arrays themselves."""
    if len(values) > len(array):
        raise ValueError(f"{name} has room for {len(array)} elements, not {len(values)}")
    for i, value in enumerate(values):
        if isinstance(array[i], ctypes.Array) and not isinstance(value, ctypes.Array):
            _fill(array[i], value, f"{name}[{i}]")
            continue
        array[i] = _element(f"{name}[{i}]", value, array._type_)

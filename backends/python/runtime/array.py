# Run time of the Python bindings: sequences of C structs.
# SPDX-License-Identifier: MIT
import ctypes
from typing import Any


def _array(values: Any, kind: Any, name: str) -> Any:
    """VALUES as a C array: themselves if they are one, else a copy."""
    if isinstance(values, ctypes.Array) and values._type_ is kind:
        return values
    try:
        return (kind * len(values))(*values)
    except TypeError as error:
        raise TypeError(f"{name} must be a sequence of {kind.__name__}: {error}") from None

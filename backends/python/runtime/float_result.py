# Run time of the Python bindings: what a function gives back to C, a floating-point number.
# SPDX-License-Identifier: MIT
from typing import Any


def _float_result(value: Any) -> float:
    """VALUE as a float; a text is none, whatever it says."""
    if isinstance(value, (str, bytes, bytearray)):
        raise TypeError(f"C takes a number from the function, not {type(value).__name__}")
    return float(value)

# Run time of the Python bindings: floating-point numbers that C has fewer bits for.
# SPDX-License-Identifier: MIT
import math
from typing import Any


def _single(name: str, value: Any) -> float:
    """VALUE, which is no float or none that is known to fit, as one for C's float."""
    try:
        number = math.ldexp(value, 0)  # unlike float() it takes no text
    except TypeError:
        raise TypeError(f"{name} must be float, not {type(value).__name__}") from None
    if math.isfinite(number) and abs(number) >= float.fromhex("0x1.ffffffp127"):
        raise OverflowError(f"{name}: {number} does not fit into C's float")
    return number

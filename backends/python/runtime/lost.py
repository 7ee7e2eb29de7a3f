# Run time of the Python bindings: numbers that C has fewer bits for.
# SPDX-License-Identifier: MIT
import math
from typing import Any


def _is_lost(held: Any, given: Any) -> bool:
    """HELD, which C's type makes of GIVEN, is another number, not only a rounded one."""
    if isinstance(held, float):
        return math.isinf(held) and not math.isinf(given)
    return isinstance(held, int) and bool(held != given)

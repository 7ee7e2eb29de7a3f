# Run time of the Python bindings: what a function gives back to C.
# SPDX-License-Identifier: MIT
import operator
from typing import Any


def _integer_result(value: Any, low: int, high: int) -> int:
    number = operator.index(value)
    if not low <= number <= high:
        raise OverflowError(f"C takes {low} ... {high} from the function, not {number}")
    return number

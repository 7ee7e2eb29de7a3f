# Run time of the Python bindings: what a function gives back to C.
# SPDX-License-Identifier: MIT
import operator


_index = operator.index


def _check_result(number: int, low: int, high: int) -> None:
    if not low <= number <= high:
        raise OverflowError(f"C takes {low} ... {high} from the function, not {number}")

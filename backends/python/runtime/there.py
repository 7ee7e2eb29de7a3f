# Run time of the Python bindings: pointers that are promised.
# SPDX-License-Identifier: MIT
from typing import Any


def _there(pointer: Any, what: str) -> Any:
    """POINTER; NULL, which function WHAT promised never to give, is an error."""
    if not pointer:
        raise ValueError(f"{what}() gave NULL")
    return pointer

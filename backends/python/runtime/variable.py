# Run time of the Python bindings: global variables.
# Needs library.
# SPDX-License-Identifier: MIT
from typing import Any, List

_missing: List[str] = []


def _variable(symbol: str, kind: Any, optional: bool = False) -> Any:
    """The C variable of that name, in place; None if it is OPTIONAL and the library lacks it."""
    try:
        return kind.in_dll(_library, symbol)
    except ValueError:
        if not optional:
            _missing.append(symbol)
        return None

# Run time of the Python bindings: global variables.
# Needs library.
# SPDX-License-Identifier: MIT
from typing import Any, List

_missing: List[str] = []


def _variable(symbol: str, kind: Any) -> Any:
    """The C variable of that name, in place."""
    try:
        return kind.in_dll(_library, symbol)
    except ValueError:
        _missing.append(symbol)
        return None

# Run time of the Python bindings: global variables.
# SPDX-License-Identifier: MIT
import ctypes
from typing import Any, List

_missing: List[str] = []


def _variable(library: ctypes.CDLL, symbol: str, kind: Any) -> Any:
    """The C variable of that name, in place."""
    try:
        return kind.in_dll(library, symbol)
    except ValueError:
        _missing.append(symbol)
        return None

# Run time of the Python bindings: functions that the library may lack.
# Needs function.
# SPDX-License-Identifier: MIT
from typing import Any


def _since(version: str, symbol: str, result: Any, *arguments: Any, library: Any = None) -> Any:
    """The C function of that name, or one that raises: it came with VERSION of the library."""
    if hasattr(library or _library, symbol):
        return _function(symbol, result, *arguments, library=library)

    def missing(*given: object) -> Any:
        raise NotImplementedError(f"{_library._name} has no {symbol}(), which came with {version}")

    return missing

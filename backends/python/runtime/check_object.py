# Run time of the Python bindings: objects as arguments.
# SPDX-License-Identifier: MIT
from typing import Any


def _check_object(value: Any, kind: Any, name: str) -> None:
    if not isinstance(value, kind):
        raise TypeError(f"{name} must be {kind.__name__}, not {type(value).__name__}")

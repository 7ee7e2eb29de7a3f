# Run time of the Python bindings: memory that C objects keep.
# SPDX-License-Identifier: MIT
from typing import Any, List


_memory_kept: List[Any] = []


def _keep_memory(handle: Any, *memory: Any) -> None:
    """MEMORY lives as long as the C object; where nobody knows when that ends, for ever."""
    if handle.owned:
        handle.__dict__.setdefault("memory", []).append(memory)
    else:
        _memory_kept.append(memory)

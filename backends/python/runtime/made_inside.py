# Run time of the Python bindings: arrays inside of structures, of numbers that ctypes has no type for.
# Needs made.
# SPDX-License-Identifier: MIT
from __future__ import annotations

import functools
from typing import Any


class _MadeInside:
    """An array of which callers see Python's numbers."""

    _length_: int

    def __getitem__(self, index: Any) -> Any:
        item = super().__getitem__(index)  # type: ignore[misc]
        return [one.value for one in item] if isinstance(item, list) else item.value

    def __setitem__(self, index: Any, value: Any) -> None:
        if not isinstance(index, slice):
            super().__getitem__(index).value = value  # type: ignore[misc]
            return
        places = range(self._length_)[index]
        if len(places) != len(value):
            raise ValueError(f"there are {len(places)} elements, not {len(value)}")
        for place, one in zip(places, value):
            self[place] = one


@functools.lru_cache(maxsize=None)
def _made_inside(kind: Any, count: int) -> Any:
    """COUNT elements of KIND."""
    array = kind * count
    return type(array)(array.__name__, (_MadeInside, array), {})

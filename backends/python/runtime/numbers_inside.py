# Run time of the Python bindings: arrays of numbers inside of structures.
# Needs element.
# SPDX-License-Identifier: MIT
from __future__ import annotations

import functools
from typing import Any, Optional


class _NumbersInside:
    """An array that refuses what does not fit: ctypes keeps the bits of it that do."""

    _type_: Any
    __getitem__: Any
    _wrap_: Any = None

    def __setitem__(self, index: Any, value: Any) -> None:
        if isinstance(self[index], list):  # a slice
            value = [self._checked("an element", one) for one in value]
        else:
            value = self._checked(f"[{index}]", value)
        super().__setitem__(index, value)  # type: ignore[misc]

    def _checked(self, name: str, value: Any) -> Any:
        element = _element(name, value, self._type_)
        if self._wrap_:
            self._wrap_(element)
        return element


@functools.lru_cache(maxsize=None)
def _numbers_inside(kind: Any, count: int, wrap: Optional[Any] = None) -> Any:
    """COUNT elements of KIND; WRAP raises ValueError for what an enumeration has no name for."""
    array = kind * count
    return type(array)(array.__name__, (_NumbersInside, array), {"_wrap_": wrap})

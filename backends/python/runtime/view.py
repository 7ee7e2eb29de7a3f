# Run time of the Python bindings: memory of C that a function may change while C waits for it.
# Needs numbers_inside form_base.
# SPDX-License-Identifier: MIT
from __future__ import annotations

import ctypes
from typing import Any


def _view(pointer: Any, count: int, kind: Any = None, wrap: Any = None, inside: Any = None) -> Any:
    """COUNT elements of KIND as they lie at POINTER, or bytes.

    WRAP raises ValueError for what an enumeration has no name for; INSIDE makes the type of the array.
    """
    at = _Form.address(pointer)
    if count and not at:
        raise ValueError(f"NULL with a length of {count}")
    if kind is None:
        return memoryview((ctypes.c_char * count).from_address(at)).cast("B") if count else memoryview(b"")
    if inside is not None:
        of = inside(kind, count)
    elif issubclass(kind, (ctypes.Structure, ctypes.Union)):
        of = kind * count
    else:
        of = _numbers_inside(kind, count, wrap)
    return of.from_address(at) if count else of()


def _end_view(view: Any) -> None:
    """C's memory is gone; what was made of VIEW has to look after itself."""
    if isinstance(view, memoryview):
        try:
            view.release()
        except BufferError:
            pass

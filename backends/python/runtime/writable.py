# Run time of the Python bindings: memory of the caller that C changes.
# Needs buffer.
# SPDX-License-Identifier: MIT
from __future__ import annotations

import ctypes
from typing import TYPE_CHECKING, Any, Tuple

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer


def _writable(data: WriteableBuffer) -> Tuple[Any, int]:
    """The address and size of DATA's memory, for C to change."""
    if type(data) is bytearray and data:
        return ctypes.byref(ctypes.c_char.from_buffer(data)), len(data)
    return _lend(data, 1)

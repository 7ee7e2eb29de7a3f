# Run time of the Python bindings: memory of the caller for C.
# SPDX-License-Identifier: MIT
from __future__ import annotations

import ctypes
from typing import Any, Tuple


class _Buffer(ctypes.Structure):
    """Python's Py_buffer: memory that an object lends."""

    _fields_ = [
        ("buf", ctypes.c_void_p),
        ("obj", ctypes.c_void_p),
        ("len", ctypes.c_ssize_t),
        ("itemsize", ctypes.c_ssize_t),
        ("readonly", ctypes.c_int),
        ("ndim", ctypes.c_int),
        ("format", ctypes.c_void_p),
        ("shape", ctypes.c_void_p),
        ("strides", ctypes.c_void_p),
        ("suboffsets", ctypes.c_void_p),
        ("internal", ctypes.c_void_p),
    ]
    buf: Any
    len: int

    def __del__(self) -> None:
        ctypes.pythonapi.PyBuffer_Release(ctypes.byref(self))


_get_buffer = ctypes.PYFUNCTYPE(
    ctypes.c_int, ctypes.py_object, ctypes.POINTER(_Buffer), ctypes.c_int
)(("PyObject_GetBuffer", ctypes.pythonapi))


class _Lent(ctypes.c_void_p):
    """The address of memory that an object lends for as long as this lives."""

    buffer: _Buffer


def _lend(data: Any, flags: int) -> Tuple[Any, int]:
    buffer = _Buffer()
    _get_buffer(data, buffer, flags)
    pointer = _Lent(buffer.buf)
    pointer.buffer = buffer
    return pointer, buffer.len

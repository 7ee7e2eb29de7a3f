"""The C library raw."""
# Made by ffirender from the description that the compiler wrote; changes will be lost.

from __future__ import annotations

import ctypes
import os
import sys
from typing import Any, Callable, List, Optional

__all__ = [
    "Node",
    "RawError",
    "raw",
    "wide",
]

# What ctypes takes for a C pointer: None, byref(), pointer(), an array, an address.
_Pointer = Any


class RawError(Exception):
    """What goes wrong in raw."""


def _open_library(variable: str, file: str) -> ctypes.CDLL:
    """What VARIABLE of the environment names, else FILE beside this module, else the loader's."""
    beside = os.path.join(os.path.dirname(os.path.abspath(__file__)), file)
    chosen = os.environ.get(variable)
    tried = []
    for name in [chosen] if chosen else [beside, file]:
        if name is beside and not os.path.exists(beside):
            tried.append(f"{beside}: no such file")
            continue
        try:
            return ctypes.CDLL(name)
        except OSError as error:
            tried.append(str(error))
    reasons = "; ".join(tried)
    raise ImportError(
        f"cannot load {chosen or file!r}: {reasons}; {variable} in the environment can name it",
        name=__name__,
    )


_missing: List[str] = []


def _function(symbol: str, result: Any, *arguments: Any, library: Any = None) -> Any:
    """The C function of that name; one that the library lacks is remembered in _missing."""
    try:
        function = (library or _library)[symbol]
    except AttributeError:
        _missing.append(symbol)
        return None
    function.restype = result
    function.argtypes = arguments
    return function


class Node(ctypes.Structure):
    """C's struct node."""

    next: _Pointer

    _fields_ = [
        ("next", ctypes.c_void_p),
    ]

    def __init__(self, next: _Pointer = None) -> None:
        super().__init__()
        if next is not None:
            self.next = next

    def __repr__(self) -> str:
        return f"Node(next={self.next!r})"

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Node):
            return NotImplemented
        return bool(self.next) == bool(other.next)


if ctypes.sizeof(ctypes.c_void_p) != 8 or sys.byteorder != "little":
    raise ImportError("this module is made for x86_64-linux-gnu", name=__name__)

_library = _open_library("RAW_LIBRARY", "libraw.so")


class raw:
    """The C functions themselves: nothing is checked, nothing is freed."""

    # raw_printf cannot be called: it takes any number of arguments: 'FFI_VARIADIC' says which it
    # is called with
    # only here: parameter 'value': 'int *' may mean many things (FFI_OUT, FFI_INOUT, FFI_ARRAY,
    # FFI_BUFFER)
    raw_scalar: Callable[[_Pointer], None] = _function(
        "raw_scalar", None, ctypes.POINTER(ctypes.c_int)
    )
    # only here: what comes back: 'void *' may mean many things (FFI_ARRAY, FFI_ARRAY_FIXED)
    raw_memory: Callable[[], Optional[int]] = _function("raw_memory", ctypes.c_void_p)
    # only here: what comes back: nobody says who frees the 'char *' (FFI_OWNED_BY, FFI_BORROWED)
    raw_text: Callable[[], Optional[int]] = _function("raw_text", ctypes.c_void_p)
    # only here: parameter 'nodes': 'n' follows it, so it may point to many (FFI_ARRAY, FFI_IN,
    # FFI_INOUT)
    raw_many: Callable[[_Pointer, int], None] = _function(
        "raw_many", None, ctypes.POINTER(Node), ctypes.c_int
    )
    # raw_inline cannot be called: it is inline: the library has no symbol for it
    # only here: parameter 'nodes': 'struct node **' may mean many things (FFI_OUT, FFI_INOUT,
    # FFI_ARRAY, FFI_BUFFER)
    raw_later: Callable[[_Pointer], None] = _function(
        "raw_later", None, ctypes.POINTER(ctypes.POINTER(Node))
    )
    raw_wide: Callable[[float], float] = _function(
        "raw_wide", ctypes.c_longdouble, ctypes.c_longdouble
    )


if _missing:
    raise ImportError(f"{_library._name} lacks {', '.join(_missing)}", name=__name__)


def wide(x: float) -> float:
    """Calls raw_wide()."""
    return raw.raw_wide(x)

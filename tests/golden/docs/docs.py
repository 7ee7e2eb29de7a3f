"""The C library docs."""
# Made by ffirender from the description that the compiler wrote; changes will be lost.

from __future__ import annotations

import ctypes
import operator
import os
import sys
from typing import Any, Callable, List

__all__ = [
    "DocsError",
    "add",
    "kernel",
    "line",
    "plain",
    "raw",
]

# What ctypes takes for a C pointer: None, byref(), pointer(), an array, an address.
_Pointer = Any


class DocsError(Exception):
    """What goes wrong in docs."""


def _integer(name: str, value: Any, low: int, high: int, kind: str) -> Any:
    """VALUE, which is no int or none of LOW to HIGH, as an int if it can be one."""
    try:
        number = operator.index(value)
    except TypeError:
        raise TypeError(f"{name} must be int, not {type(value).__name__}") from None
    if not low <= number <= high:
        raise OverflowError(f"{name}: {number} does not fit into C's {kind}")
    return number


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


if ctypes.sizeof(ctypes.c_void_p) != 8 or sys.byteorder != "little":
    raise ImportError("this module is made for x86_64-linux-gnu", name=__name__)

_library = _open_library("DOCS_LIBRARY", "libdocs.so")


class raw:
    """The C functions themselves: nothing is checked, nothing is freed."""

    docs_add: Callable[[int, int], int] = _function(
        "docs_add", ctypes.c_int, ctypes.c_int, ctypes.c_int
    )
    docs_line: Callable[[], None] = _function("docs_line", None)
    docs_plain: Callable[[], None] = _function("docs_plain", None)
    docs_kernel: Callable[[int], int] = _function("docs_kernel", ctypes.c_int, ctypes.c_int)


if _missing:
    raise ImportError(f"{_library._name} lacks {', '.join(_missing)}", name=__name__)


def add(a: int, b: int) -> int:
    """Brief words that end here.

    And more of them, with "quotes", \"\"" and a backslash: \\n.

    A paragraph with </summary> & markup, and 100 % of it.

    Args:
        a: the first, a very long description that has to be broken over several lines of the
            output because it is so long
        b: the second that goes on

    Returns:
        their sum

    Since:
        1.2
    """
    if not isinstance(a, int) or not -0x80000000 <= a <= 0x7FFFFFFF:
        a = _integer("a", a, -0x80000000, 0x7FFFFFFF, "int")
    if not isinstance(b, int) or not -0x80000000 <= b <= 0x7FFFFFFF:
        b = _integer("b", b, -0x80000000, 0x7FFFFFFF, "int")
    return raw.docs_add(a, b)


def line() -> None:
    """One line."""
    raw.docs_line()


def plain() -> None:
    """Plain, and touching."""
    raw.docs_plain()


def kernel(n: int) -> int:
    """docs_kernel - in the kernel's way

    Args:
        n: how many

    Returns:
        twice as many
    """
    if not isinstance(n, int) or not -0x80000000 <= n <= 0x7FFFFFFF:
        n = _integer("n", n, -0x80000000, 0x7FFFFFFF, "int")
    return raw.docs_kernel(n)

"""The C library docs."""
# Made by ffirender from the description that the compiler wrote; changes will be lost.

from __future__ import annotations

import ctypes
import enum
import operator
import os
import sys
from typing import Any, Callable, ClassVar, Dict, List

__all__ = [
    "DocsError",
    "Mode",
    "Pair",
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


class _OpenEnum(enum.IntEnum):
    """An enumeration that also takes values without a name, which a later library may know."""

    @classmethod
    def _missing_(cls, value: object) -> Any:
        if not isinstance(value, int):
            return None
        member = int.__new__(cls, value)
        member._name_ = str(int(value))
        member._value_ = int(value)
        return member

    def __reduce_ex__(self, protocol: Any) -> Any:
        return self.__class__, (self._value_,)


def _integer(name: str, value: Any, low: int, high: int, kind: str) -> Any:
    """VALUE, which is no int or none of LOW to HIGH, as an int if it can be one."""
    try:
        number = operator.index(value)
    except TypeError:
        raise TypeError(f"{name} must be int, not {type(value).__name__}") from None
    if not low <= number <= high:
        raise OverflowError(f"{name}: {number} does not fit into C's {kind}")
    return number


class _Limited:
    """A structure that refuses what does not fit: ctypes keeps the bits of it that do."""

    # By the name of a field: what makes a number for it of a value, and what that is given.
    _limits_: ClassVar[Dict[str, Any]] = {}

    def __setattr__(self, name: str, value: Any) -> None:
        limits = self._limits_.get(name)
        if limits is not None:
            value = limits[0](name, value, *limits[1:])
        super().__setattr__(name, value)


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


class Mode(_OpenEnum):
    """how it is done"""

    FAST = 0
    """at once"""
    SLOW = 1
    """later on. Then well."""
    NEVER = 2
    """not at all"""


class Pair(_Limited, ctypes.Structure):
    """A pair.

    Attributes:
        first: the first — 'one'
        second: The second. It follows.
    """

    first: int
    second: int

    _fields_ = [
        ("first", ctypes.c_int),
        ("second", ctypes.c_int),
    ]
    _limits_: ClassVar[Dict[str, Any]] = {
        "first": (_integer, -0x80000000, 0x7FFFFFFF, "int"),
        "second": (_integer, -0x80000000, 0x7FFFFFFF, "int"),
    }

    def __init__(self, first: int = 0, second: int = 0) -> None:
        super().__init__(first, second)

    def __repr__(self) -> str:
        return f"Pair(first={self.first!r}, second={self.second!r})"

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Pair):
            return NotImplemented
        return self.first == other.first and self.second == other.second


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
    # only here: parameter 'out': 'struct docs_pair **' may mean many things (FFI_OUT, FFI_INOUT,
    # FFI_ARRAY, FFI_BUFFER)
    docs_read: Callable[[_Pointer, _Pointer, _Pointer], int] = _function(
        "docs_read",
        ctypes.c_int,
        ctypes.c_char_p,
        ctypes.POINTER(ctypes.POINTER(Pair)),
        ctypes.POINTER(ctypes.c_int),
    )
    """Reads pairs.

    What is read:
    - pairs
    - nothing else

    Like this:

        int n = 1 < 2;

        docs_read("x", &n);

    Or not.

    Deprecated: write on

    Args:
        name: whose
        out: (out) where they go
        n: (in, out) how many

    Returns:
        how many there were

    See Also:
        docs_add
    """


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
    """in the kernel's way

    Args:
        n: how many

    Returns:
        twice as many
    """
    if not isinstance(n, int) or not -0x80000000 <= n <= 0x7FFFFFFF:
        n = _integer("n", n, -0x80000000, 0x7FFFFFFF, "int")
    return raw.docs_kernel(n)

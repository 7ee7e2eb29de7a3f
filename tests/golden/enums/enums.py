"""The C library enums."""
# Made by ffirender from the description that the compiler wrote; changes will be lost.

from __future__ import annotations

import ctypes
import enum
import operator
import os
import sys
from typing import Any, Callable, List

__all__ = [
    "Access",
    "Colour",
    "EnumsError",
    "Mode",
    "Sign",
    "Wide",
    "access_add",
    "colour_next",
    "mode_set",
    "raw",
    "sign_of",
    "wide_get",
]

# What ctypes takes for a C pointer: None, byref(), pointer(), an array, an address.
_Pointer = Any


class EnumsError(Exception):
    """What goes wrong in enums."""


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


class Colour(_OpenEnum):
    """A colour."""

    RED = 0
    GREEN = 5
    BLUE = 6


class Access(enum.IntFlag):
    """C's enum access."""

    READ = 1
    WRITE = 2
    ALL = 3


class Sign(_OpenEnum):
    """C's enum sign."""

    MINUS = -1
    NONE = 0
    PLUS = 1


class Wide(_OpenEnum):
    """C's enum wide."""

    SMALL = 0
    LARGE = 4294967296


class Mode(enum.IntEnum):
    """C's enum mode."""

    A = 0
    B = 1


if ctypes.sizeof(ctypes.c_void_p) != 8 or sys.byteorder != "little":
    raise ImportError("this module is made for x86_64-linux-gnu", name=__name__)

_library = _open_library("ENUMS_LIBRARY", "libenums.so")


class raw:
    """The C functions themselves: nothing is checked, nothing is freed."""

    colour_next: Callable[[int], int] = _function("colour_next", ctypes.c_uint, ctypes.c_uint)
    access_add: Callable[[int, int], int] = _function(
        "access_add", ctypes.c_uint, ctypes.c_uint, ctypes.c_uint
    )
    sign_of: Callable[[int], int] = _function("sign_of", ctypes.c_int, ctypes.c_int)
    wide_get: Callable[[], int] = _function("wide_get", ctypes.c_uint64)
    mode_set: Callable[[int], None] = _function("mode_set", None, ctypes.c_uint)


if _missing:
    raise ImportError(f"{_library._name} lacks {', '.join(_missing)}", name=__name__)


def colour_next(c: Colour) -> Colour:
    """Calls colour_next()."""
    if not isinstance(c, int) or not 0 <= c <= 0xFFFFFFFF:
        c = _integer("c", c, 0, 0xFFFFFFFF, "enum colour")
    return Colour(raw.colour_next(c))


def access_add(a: Access, b: Access) -> Access:
    """Calls access_add()."""
    if not isinstance(a, int) or not 0 <= a <= 0xFFFFFFFF:
        a = _integer("a", a, 0, 0xFFFFFFFF, "enum access")
    if not isinstance(b, int) or not 0 <= b <= 0xFFFFFFFF:
        b = _integer("b", b, 0, 0xFFFFFFFF, "enum access")
    return Access(raw.access_add(a, b))


def sign_of(i: int) -> Sign:
    """Calls sign_of()."""
    if not isinstance(i, int) or not -0x80000000 <= i <= 0x7FFFFFFF:
        i = _integer("i", i, -0x80000000, 0x7FFFFFFF, "int")
    return Sign(raw.sign_of(i))


def wide_get() -> Wide:
    """Calls wide_get()."""
    return Wide(raw.wide_get())


def mode_set(m: Mode) -> None:
    """Calls mode_set()."""
    m = Mode(m)
    raw.mode_set(m)

"""The C library constants."""
# Made by ffirender from the description that the compiler wrote; changes will be lost.

from __future__ import annotations

import ctypes
import enum
import operator
import os
import sys
from typing import Any, Callable, Final, List

__all__ = [
    "BIG",
    "BYTES",
    "ConstantsError",
    "ENDLESS",
    "LETTER",
    "LEVEL_HIGH",
    "LEVEL_LOW",
    "LIMIT",
    "Level",
    "NAME",
    "NEGATIVE",
    "RATIO",
    "SIZE",
    "TENTH",
    "WIDEST",
    "WIDE_NAME",
    "WIDE_NEGATIVE",
    "level",
    "raw",
]

# What ctypes takes for a C pointer: None, byref(), pointer(), an array, an address.
_Pointer = Any


class ConstantsError(Exception):
    """What goes wrong in constants."""


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


def _variable(symbol: str, kind: Any, optional: bool = False) -> Any:
    """The C variable of that name, in place; None if it is OPTIONAL and the library lacks it."""
    try:
        return kind.in_dll(_library, symbol)
    except ValueError:
        if not optional:
            _missing.append(symbol)
        return None


class Level(_OpenEnum):
    """How much is told.

    These constants are what a call takes, and this comment is about all of them.
    """

    LOW = 1
    HIGH = 2


LIMIT: Final = 16
BIG: Final = 9223372036854775808
NEGATIVE: Final = -3
RATIO: Final = 0.5
NAME: Final = "constants"
LETTER: Final = 120
SIZE: Final = 8
WIDE_NAME: Final = "w\x00ïdeሴ"
BYTES: Final = b"\xff\x00\x01"
WIDEST: Final = 340282366920938463463374607431768211455
WIDE_NEGATIVE: Final = -1237940039285380274899124225
ENDLESS: Final = float("-inf")
TENTH: Final = 0.1

# How much is told.

# These constants are what a call takes, and this comment is about all of them.
LEVEL_LOW: Final = 1
LEVEL_HIGH: Final = 2


if ctypes.sizeof(ctypes.c_void_p) != 8 or sys.byteorder != "little":
    raise ImportError("this module is made for x86_64-linux-gnu", name=__name__)

_library = _open_library("CONSTANTS_LIBRARY", "libconstants.so")


class raw:
    """The C functions themselves: nothing is checked, nothing is freed."""

    constants_level: Callable[[int], int] = _function(
        "constants_level", ctypes.c_int, ctypes.c_int
    )
    constants_answer: Any = _variable("constants_answer", ctypes.c_int)
    constants_counter: Any = _variable("constants_counter", ctypes.c_int)


if _missing:
    raise ImportError(f"{_library._name} lacks {', '.join(_missing)}", name=__name__)


def level(at: Level) -> Level:
    """Calls constants_level()."""
    if not isinstance(at, int) or not -0x80000000 <= at <= 0x7FFFFFFF:
        at = _integer("at", at, -0x80000000, 0x7FFFFFFF, "int")
    return Level(raw.constants_level(at))

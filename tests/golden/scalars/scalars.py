"""The C library scalars."""
# Made by ffirender from the description that the compiler wrote; changes will be lost.

from __future__ import annotations

import ctypes
import math
import operator
import os
import sys
from typing import Any, Callable, List

__all__ = [
    "ScalarsError",
    "char",
    "double",
    "i64",
    "i8",
    "long",
    "none",
    "raw",
    "scalars_float",
    "scalars_not",
    "short",
    "size",
    "u8",
    "unsigned",
]

# What ctypes takes for a C pointer: None, byref(), pointer(), an array, an address.
_Pointer = Any


class ScalarsError(Exception):
    """What goes wrong in scalars."""


def _integer(name: str, value: Any, low: int, high: int, kind: str) -> Any:
    """VALUE, which is no int or none of LOW to HIGH, as an int if it can be one."""
    try:
        number = operator.index(value)
    except TypeError:
        raise TypeError(f"{name} must be int, not {type(value).__name__}") from None
    if not low <= number <= high:
        raise OverflowError(f"{name}: {number} does not fit into C's {kind}")
    return number


def _single(name: str, value: Any) -> float:
    """VALUE, which is no float or none that is known to fit, as one for C's float."""
    try:
        number = math.ldexp(value, 0)  # unlike float() it takes no text
    except TypeError:
        raise TypeError(f"{name} must be float, not {type(value).__name__}") from None
    if math.isfinite(number) and abs(number) >= float.fromhex("0x1.ffffffp127"):
        raise OverflowError(f"{name}: {number} does not fit into C's float")
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

_library = _open_library("SCALARS_LIBRARY", "libscalars.so")


class raw:
    """The C functions themselves: nothing is checked, nothing is freed."""

    scalars_not: Callable[[bool], bool] = _function("scalars_not", ctypes.c_bool, ctypes.c_bool)
    scalars_i8: Callable[[int], int] = _function("scalars_i8", ctypes.c_int8, ctypes.c_int8)
    scalars_u8: Callable[[int], int] = _function("scalars_u8", ctypes.c_uint8, ctypes.c_uint8)
    scalars_short: Callable[[int], int] = _function(
        "scalars_short", ctypes.c_short, ctypes.c_short
    )
    scalars_unsigned: Callable[[int], int] = _function(
        "scalars_unsigned", ctypes.c_uint, ctypes.c_uint
    )
    scalars_long: Callable[[int], int] = _function("scalars_long", ctypes.c_long, ctypes.c_long)
    scalars_i64: Callable[[int], int] = _function("scalars_i64", ctypes.c_int64, ctypes.c_int64)
    scalars_size: Callable[[int], int] = _function(
        "scalars_size", ctypes.c_size_t, ctypes.c_size_t
    )
    scalars_float: Callable[[float], float] = _function(
        "scalars_float", ctypes.c_float, ctypes.c_float
    )
    scalars_double: Callable[[float], float] = _function(
        "scalars_double", ctypes.c_double, ctypes.c_double
    )
    scalars_char: Callable[[int], int] = _function("scalars_char", ctypes.c_byte, ctypes.c_byte)
    scalars_none: Callable[[], None] = _function("scalars_none", None)


if _missing:
    raise ImportError(f"{_library._name} lacks {', '.join(_missing)}", name=__name__)


def scalars_not(value: bool) -> bool:
    """Calls scalars_not()."""
    return raw.scalars_not(value)


def i8(value: int) -> int:
    """Calls scalars_i8()."""
    if not isinstance(value, int) or not -0x80 <= value <= 0x7F:
        value = _integer("value", value, -0x80, 0x7F, "int8_t")
    return raw.scalars_i8(value)


def u8(value: int) -> int:
    """Calls scalars_u8()."""
    if not isinstance(value, int) or not 0 <= value <= 0xFF:
        value = _integer("value", value, 0, 0xFF, "uint8_t")
    return raw.scalars_u8(value)


def short(value: int) -> int:
    """Calls scalars_short()."""
    if not isinstance(value, int) or not -0x8000 <= value <= 0x7FFF:
        value = _integer("value", value, -0x8000, 0x7FFF, "short")
    return raw.scalars_short(value)


def unsigned(value: int) -> int:
    """Calls scalars_unsigned()."""
    if not isinstance(value, int) or not 0 <= value <= 0xFFFFFFFF:
        value = _integer("value", value, 0, 0xFFFFFFFF, "unsigned int")
    return raw.scalars_unsigned(value)


def long(value: int) -> int:
    """Calls scalars_long()."""
    if not isinstance(value, int) or not -0x8000000000000000 <= value <= 0x7FFFFFFFFFFFFFFF:
        value = _integer("value", value, -0x8000000000000000, 0x7FFFFFFFFFFFFFFF, "long")
    return raw.scalars_long(value)


def i64(value: int) -> int:
    """Calls scalars_i64()."""
    if not isinstance(value, int) or not -0x8000000000000000 <= value <= 0x7FFFFFFFFFFFFFFF:
        value = _integer("value", value, -0x8000000000000000, 0x7FFFFFFFFFFFFFFF, "int64_t")
    return raw.scalars_i64(value)


def size(value: int) -> int:
    """Calls scalars_size()."""
    if not isinstance(value, int) or not 0 <= value <= 0xFFFFFFFFFFFFFFFF:
        value = _integer("value", value, 0, 0xFFFFFFFFFFFFFFFF, "size_t")
    return raw.scalars_size(value)


def scalars_float(value: float) -> float:
    """Calls scalars_float()."""
    if not isinstance(value, float) or not -3e38 < value < 3e38:
        value = _single("value", value)
    return raw.scalars_float(value)


def double(value: float) -> float:
    """Calls scalars_double()."""
    return raw.scalars_double(value)


def char(value: int) -> int:
    """Calls scalars_char()."""
    if not isinstance(value, int) or not -0x80 <= value <= 0x7F:
        value = _integer("value", value, -0x80, 0x7F, "char")
    return raw.scalars_char(value)


def none() -> None:
    """Calls scalars_none()."""
    raw.scalars_none()

"""The C library outs."""
# Made by ffirender from the description that the compiler wrote; changes will be lost.

from __future__ import annotations

import ctypes
import enum
import operator
import os
import sys
from typing import Any, Callable, List, Tuple

__all__ = [
    "Error",
    "ErrorCode",
    "OutsError",
    "divide",
    "next",
    "raw",
    "split",
]

# What ctypes takes for a C pointer: None, byref(), pointer(), an array, an address.
_Pointer = Any


class OutsError(Exception):
    """What goes wrong in outs."""


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


def _code_text(code: int) -> str:
    """The name and the number of CODE; the number alone if it has no name."""
    name = getattr(code, "name", "")
    return f"{name}, {int(code)}" if name.isidentifier() else f"{int(code)}"


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


class ErrorCode(_OpenEnum):
    """C's enum outs_error."""

    OK = 0
    ZERO = 1


if ctypes.sizeof(ctypes.c_void_p) != 8 or sys.byteorder != "little":
    raise ImportError("this module is made for x86_64-linux-gnu", name=__name__)

_library = _open_library("OUTS_LIBRARY", "libouts.so")


class raw:
    """The C functions themselves: nothing is checked, nothing is freed."""

    outs_split: Callable[[float, _Pointer, _Pointer], None] = _function(
        "outs_split",
        None,
        ctypes.c_double,
        ctypes.POINTER(ctypes.c_int),
        ctypes.POINTER(ctypes.c_double),
    )
    outs_divide: Callable[[int, int, _Pointer], int] = _function(
        "outs_divide", ctypes.c_uint, ctypes.c_int, ctypes.c_int, ctypes.POINTER(ctypes.c_int)
    )
    outs_next: Callable[[_Pointer], bool] = _function(
        "outs_next", ctypes.c_bool, ctypes.POINTER(ctypes.c_uint)
    )


if _missing:
    raise ImportError(f"{_library._name} lacks {', '.join(_missing)}", name=__name__)


class Error(OutsError):
    """A failure that C tells with outs_error.

    Attributes:
        message: what went wrong
        code: what C returned
    """

    def __init__(self, message: str, code: ErrorCode) -> None:
        super().__init__(message, code)
        self.message = message
        self.code = code

    def __str__(self) -> str:
        return f"{self.message} ({_code_text(self.code)})"


def _error(code: int) -> Error:
    """The exception for what C returned."""
    value = ErrorCode(code)
    return Error("failed", value)


def split(value: float) -> Tuple[int, float]:
    """Calls outs_split()."""
    whole = ctypes.c_int()
    rest = ctypes.c_double()
    raw.outs_split(value, whole, rest)
    return whole.value, rest.value


def divide(a: int, b: int) -> int:
    """Calls outs_divide().

    Raises:
        Error: if it fails
    """
    if not isinstance(a, int) or not -0x80000000 <= a <= 0x7FFFFFFF:
        a = _integer("a", a, -0x80000000, 0x7FFFFFFF, "int")
    if not isinstance(b, int) or not -0x80000000 <= b <= 0x7FFFFFFF:
        b = _integer("b", b, -0x80000000, 0x7FFFFFFF, "int")
    quotient = ctypes.c_int()
    status = raw.outs_divide(a, b, quotient)
    if status != 0:
        raise _error(status)
    return quotient.value


def next(seed: int) -> Tuple[bool, int]:
    """Calls outs_next()."""
    if not isinstance(seed, int) or not 0 <= seed <= 0xFFFFFFFF:
        seed = _integer("seed", seed, 0, 0xFFFFFFFF, "unsigned int")
    seed_cell = ctypes.c_uint(seed)
    result = raw.outs_next(seed_cell)
    return result, seed_cell.value

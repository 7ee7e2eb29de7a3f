"""The C library arrays."""
# Made by ffirender from the description that the compiler wrote; changes will be lost.

from __future__ import annotations

import ctypes
import enum
import math
import operator
import os
import sys
from typing import (
    Any, Callable, ClassVar, Dict, List, Optional, Sequence, TYPE_CHECKING, Tuple, Union
)

if TYPE_CHECKING:
    from _typeshed import ReadableBuffer, WriteableBuffer

__all__ = [
    "ArraysError",
    "Error",
    "ErrorCode",
    "Item",
    "add",
    "check",
    "digits",
    "dot",
    "primes",
    "raw",
    "scale",
    "sum",
    "weight",
]

# What ctypes takes for a C pointer: None, byref(), pointer(), an array, an address.
_Pointer = Any


class ArraysError(Exception):
    """What goes wrong in arrays."""


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


def _out_of_range(name: str, value: object, kind: str) -> OverflowError:
    return OverflowError(f"{name}: {value} does not fit into C's {kind}")


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


class _Limited:
    """A structure that refuses what does not fit: ctypes keeps the bits of it that do."""

    # By the name of a field: what makes a number for it of a value, and what that is given.
    _limits_: ClassVar[Dict[str, Any]] = {}

    def __setattr__(self, name: str, value: Any) -> None:
        limits = self._limits_.get(name)
        if limits is not None:
            value = limits[0](name, value, *limits[1:])
        super().__setattr__(name, value)


def _is_lost(held: Any, given: Any) -> bool:
    """HELD, which C's type makes of GIVEN, is another number, not only a rounded one."""
    if isinstance(held, float):
        return math.isinf(held) and not math.isinf(given)
    return isinstance(held, int) and bool(held != given)


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
    """C's enum array_error."""

    OK = 0
    SHORT = 1


class Item(_Limited, ctypes.Structure):
    """C's struct item."""

    id: int
    weight: float

    _fields_ = [
        ("id", ctypes.c_int),
        ("weight", ctypes.c_float),
    ]
    _limits_: ClassVar[Dict[str, Any]] = {
        "id": (_integer, -0x80000000, 0x7FFFFFFF, "int"),
        "weight": (_single,),
    }

    def __init__(self, id: int = 0, weight: float = 0.0) -> None:
        super().__init__(id, weight)

    def __repr__(self) -> str:
        return f"Item(id={self.id!r}, weight={self.weight!r})"

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Item):
            return NotImplemented
        return self.id == other.id and self.weight == other.weight


if ctypes.sizeof(ctypes.c_void_p) != 8 or sys.byteorder != "little":
    raise ImportError("this module is made for x86_64-linux-gnu", name=__name__)

_library = _open_library("ARRAYS_LIBRARY", "libarrays.so")


class raw:
    """The C functions themselves: nothing is checked, nothing is freed."""

    array_sum: Callable[[_Pointer, int], int] = _function(
        "array_sum", ctypes.c_long, ctypes.POINTER(ctypes.c_int), ctypes.c_size_t
    )
    array_scale: Callable[[_Pointer, int, float], None] = _function(
        "array_scale", None, ctypes.POINTER(ctypes.c_double), ctypes.c_uint, ctypes.c_double
    )
    array_add: Callable[[_Pointer, _Pointer, int], None] = _function(
        "array_add",
        None,
        ctypes.POINTER(ctypes.c_int),
        ctypes.POINTER(ctypes.c_int),
        ctypes.c_size_t,
    )
    array_check: Callable[[_Pointer, int], int] = _function(
        "array_check", ctypes.c_uint, ctypes.c_void_p, ctypes.c_size_t
    )
    array_weight: Callable[[_Pointer, int], float] = _function(
        "array_weight", ctypes.c_float, ctypes.POINTER(Item), ctypes.c_size_t
    )
    array_dot: Callable[[_Pointer, _Pointer], int] = _function(
        "array_dot", ctypes.c_int, ctypes.POINTER(ctypes.c_int), ctypes.POINTER(ctypes.c_int)
    )
    array_primes: Callable[[], _Pointer] = _function("array_primes", ctypes.POINTER(ctypes.c_int))
    array_digits: Callable[[int, _Pointer, _Pointer], int] = _function(
        "array_digits",
        ctypes.c_uint,
        ctypes.c_uint,
        ctypes.c_void_p,
        ctypes.POINTER(ctypes.c_size_t),
    )


if _missing:
    raise ImportError(f"{_library._name} lacks {', '.join(_missing)}", name=__name__)


class Error(ArraysError):
    """A failure that C tells with array_error.

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


def _readable(data: ReadableBuffer) -> Tuple[Any, int]:
    """The address and size of DATA's memory, nothing copied."""
    if type(data) is bytes:
        return data, len(data)
    if type(data) is bytearray and data:
        return ctypes.byref(ctypes.c_char.from_buffer(data)), len(data)
    return _lend(data, 0)


def _array(values: Any, kind: Any, name: str) -> Any:
    """VALUES as a C array: themselves if they are one, else a copy."""
    if isinstance(values, ctypes.Array) and values._type_ is kind:
        return values
    try:
        return (kind * len(values))(*values)
    except TypeError as error:
        raise TypeError(f"{name} must be a sequence of {kind.__name__}: {error}") from None


_FOREIGN = ">" if sys.byteorder == "little" else "<"
_KINDS = ("bhilqn", "BHILQN", "fd", "?")


def _is_array_of(view: memoryview, kind: Any) -> bool:
    """Whether the elements of VIEW are what C has as KIND."""
    code, order = view.format[-1:], view.format[:-1]
    return (
        view.ndim == 1
        and view.c_contiguous
        and view.itemsize == ctypes.sizeof(kind)
        and order != _FOREIGN
        and any(code in group and kind._type_ in group for group in _KINDS)
    )


def _memory_of(values: Any, kind: Any) -> Any:
    """The memory of VALUES as a C array, copied if it is read-only; None if it is no such."""
    if isinstance(values, ctypes.Array) and values._type_ is kind:
        return values
    try:
        view = memoryview(values)
    except TypeError:
        return None
    if not _is_array_of(view, kind):
        return None
    if kind._type_ == "?" and view.tobytes().strip(b"\0\1"):
        return None
    of = kind * len(view)
    return of.from_buffer_copy(view) if view.readonly else of.from_buffer(view)


def _numbers(values: Any, kind: Any, name: str, wrap: Any = None) -> Any:
    """VALUES as a C array: their own memory if it has the right form, else a copy.

    WRAP makes a bit set of a number, or an enumeration; raises ValueError for what is none.
    """
    array = _memory_of(values, kind)
    if array is None:
        try:
            array = (kind * len(values))(*values)
        except TypeError as error:
            raise TypeError(f"{name} must be a sequence of {kind.__name__}: {error}") from None
        held = array[:] if wrap is None else list(map(wrap, array))
        if kind._type_ not in "dg" and held != list(values) and any(map(_is_lost, held, values)):
            raise OverflowError(f"{name} holds a number that does not fit into {kind.__name__}")
    elif wrap is not None:
        for number in array:
            wrap(number)
    return array


def _own_numbers(values: Any, kind: Any, name: str) -> Any:
    """The memory of VALUES itself: a copy would not show what C does."""
    if isinstance(values, ctypes.Array) and values._type_ is kind:
        return values
    view = memoryview(values)
    if view.readonly or not _is_array_of(view, kind):
        raise TypeError(f"{name} must be a writable array of {kind.__name__}")
    return (kind * len(view)).from_buffer(view)


def _room(size: int) -> Tuple[bytearray, Any]:
    """SIZE zeroed bytes, and a pointer to them for C."""
    memory = bytearray(size or 1)
    return memory, ctypes.byref(ctypes.c_char.from_buffer(memory))


def _counted(count: int, what: str, room: Optional[int] = None) -> int:
    """COUNT, unless it is negative or more than there is ROOM for: function WHAT is wrong then."""
    if count < 0:
        raise ValueError(f"{what}() gave a length of {count}")
    if room is not None and count > room:
        raise ValueError(f"{what}() gave a length of {count}, there is room for {room}")
    return count


def sum(values: Union[Sequence[int], ReadableBuffer]) -> int:
    """Calls array_sum()."""
    values_array = _numbers(values, ctypes.c_int, "values")
    return raw.array_sum(values_array, len(values_array))


def scale(values: WriteableBuffer, by: float) -> None:
    """Calls array_scale()."""
    values_array = _own_numbers(values, ctypes.c_double, "values")
    if not 0 <= len(values_array) <= 0xFFFFFFFF:
        raise _out_of_range("the length of values", len(values_array), "unsigned int")
    raw.array_scale(values_array, len(values_array), by)


def add(a: Union[Sequence[int], ReadableBuffer], b: WriteableBuffer) -> None:
    """Calls array_add()."""
    a_array = _numbers(a, ctypes.c_int, "a")
    b_array = _own_numbers(b, ctypes.c_int, "b")
    if len(b_array) != len(a_array):
        raise ValueError(f"b must have {len(a_array)} elements, not {len(b_array)}")
    raw.array_add(a_array, b_array, len(a_array))


def check(bytes_: ReadableBuffer) -> int:
    """Calls array_check()."""
    bytes__pointer, bytes__size = _readable(bytes_)
    return raw.array_check(bytes__pointer, bytes__size)


def weight(items: Union[Sequence[Item], ctypes.Array[Any]]) -> float:
    """Calls array_weight()."""
    items_array = _array(items, Item, "items")
    return raw.array_weight(items_array, len(items_array))


def dot(a: Union[Sequence[int], ReadableBuffer], b: Union[Sequence[int], ReadableBuffer]) -> int:
    """Calls array_dot()."""
    a_array = _numbers(a, ctypes.c_int, "a")
    if len(a_array) != 3:
        raise ValueError(f"a must have 3 elements, not {len(a_array)}")
    b_array = _numbers(b, ctypes.c_int, "b")
    if len(b_array) != 3:
        raise ValueError(f"b must have 3 elements, not {len(b_array)}")
    return raw.array_dot(a_array, b_array)


def primes() -> List[int]:
    """Calls array_primes()."""
    pointer = raw.array_primes()
    return list(pointer[:4])


def digits(number: int) -> bytes:
    """Calls array_digits().

    Raises:
        Error: if it fails
    """
    if not isinstance(number, int) or not 0 <= number <= 0xFFFFFFFF:
        number = _integer("number", number, 0, 0xFFFFFFFF, "unsigned int")
    capacity = 256
    while True:
        digits, digits_pointer = _room(capacity)
        size = ctypes.c_size_t(capacity)
        status = raw.array_digits(number, digits_pointer, size)
        if status != 1 or capacity > 0x7FFFFFFFFFFFFFFF // 2:
            break
        capacity = 2 * capacity or 1
    if status != 0:
        raise _error(status)
    return bytes(memoryview(digits)[:_counted(size.value, "array_digits", capacity)])

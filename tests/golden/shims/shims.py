"""The C library shims."""
# Made by ffirender from the description that the compiler wrote; changes will be lost.

from __future__ import annotations

import cmath
import ctypes
import functools
import math
import operator
import os
import sys
from typing import (
    Any, Callable, ClassVar, Dict, List, Optional, Sequence, TYPE_CHECKING, Type, Union
)

if TYPE_CHECKING:
    from _typeshed import ReadableBuffer

__all__ = [
    "Bits",
    "Either",
    "Pair",
    "ShimsError",
    "add",
    "conjugate",
    "double",
    "half",
    "halve",
    "ignore",
    "note",
    "raw",
    "say",
    "scale",
    "square",
    "sum",
    "sum_int",
    "sum_int_double",
    "swap",
    "turn",
]

# What ctypes takes for a C pointer: None, byref(), pointer(), an array, an address.
_Pointer = Any


class ShimsError(Exception):
    """What goes wrong in shims."""


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


class _Made(ctypes.Structure):
    """A number of C's; `value` is Python's, as in the types of ctypes."""

    value: Any
    # How the buffer protocol calls it, and a number of which so many are one; "" is none.
    format_: ClassVar[str] = ""
    part_: ClassVar[str] = ""

    def __init__(self, value: Any = 0) -> None:
        super().__init__()
        self.value = value

    @classmethod
    def from_param(cls, value: Any) -> Any:
        return value if isinstance(value, cls) else cls(value)

    @staticmethod
    def returned(value: Any, *call: Any) -> Any:
        return value.value


class _Complex(_Made):
    real: float
    imag: float

    @property
    def value(self) -> complex:
        return complex(self.real, self.imag)

    @value.setter
    def value(self, value: complex) -> None:
        if isinstance(value, (str, bytes)):
            raise TypeError(f"must be complex, not {type(value).__name__}")
        number = complex(value)
        self.real, self.imag = number.real, number.imag
        if cmath.isfinite(number) and not cmath.isfinite(self.value):
            raise OverflowError(f"{number} does not fit into C's {type(self).__name__[1:]}")


class _ComplexDouble(_Complex):
    _fields_ = [("real", ctypes.c_double), ("imag", ctypes.c_double)]
    format_ = "Zd"
    part_ = "d"


class _WideInteger(_Made):
    width: ClassVar[int]
    is_signed: ClassVar[bool]

    @property
    def value(self) -> int:
        number = int.from_bytes(bytes(self), sys.byteorder) & (1 << self.width) - 1
        return number - (1 << self.width) if self.is_signed and number >> self.width - 1 else number

    @value.setter
    def value(self, value: int) -> None:
        number = operator.index(value)
        low = -(1 << self.width - 1) if self.is_signed else 0
        if not low <= number < low + (1 << self.width):
            raise OverflowError(f"{number} does not fit into {self.width} bits")
        memory = number.to_bytes(ctypes.sizeof(self), sys.byteorder, signed=self.is_signed)
        ctypes.memmove(ctypes.addressof(self), memory, len(memory))


@functools.lru_cache(maxsize=None)
def _wide_integer(width: int, size: int, is_signed: bool) -> Type[_WideInteger]:
    """The class of integers of WIDTH bits in SIZE bytes."""
    fields = [("memory", ctypes.c_ubyte * size)]
    members = {"_fields_": fields, "width": width, "is_signed": is_signed}
    return type(f"_Integer{width}", (_WideInteger,), members)


def _get_bits(record: Any, offset: int, width: int, is_signed: bool) -> int:
    """The bit-field of RECORD that begins OFFSET bits from its start."""
    first, end = offset // 8, (offset + width + 7) // 8
    memory = ctypes.string_at(ctypes.addressof(record) + first, end - first)
    value = int.from_bytes(memory, sys.byteorder)
    skipped = offset - first * 8 if sys.byteorder == "little" else end * 8 - offset - width
    value = value >> skipped & (1 << width) - 1
    return value - (1 << width) if is_signed and value >> width - 1 else value


def _set_bits(record: Any, offset: int, width: int, is_signed: bool, value: int) -> None:
    low = -(1 << width - 1) if is_signed else 0
    if not low <= value < low + (1 << width):
        raise OverflowError(f"{value} does not fit into {width} bits")
    first, end = offset // 8, (offset + width + 7) // 8
    address = ctypes.addressof(record) + first
    memory = int.from_bytes(ctypes.string_at(address, end - first), sys.byteorder)
    skipped = offset - first * 8 if sys.byteorder == "little" else end * 8 - offset - width
    mask = (1 << width) - 1
    memory = memory & ~(mask << skipped) | (value & mask) << skipped
    ctypes.memmove(address, memory.to_bytes(end - first, sys.byteorder), end - first)


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


class Either(_Limited, ctypes.Union):
    """A number of either kind."""

    whole: int
    part: float

    _fields_ = [
        ("whole", ctypes.c_long),
        ("part", ctypes.c_double),
    ]
    _limits_: ClassVar[Dict[str, Any]] = {
        "whole": (_integer, -0x8000000000000000, 0x7FFFFFFFFFFFFFFF, "long"),
    }

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Either):
            return NotImplemented
        return bytes(self) == bytes(other)


class Bits(_Limited, ctypes.Structure):
    """C's struct bits."""

    rest: int

    _layout_ = "ms"
    _pack_ = 1
    _fields_ = [
        ("_at0", ctypes.c_ubyte * 4),
        ("rest", ctypes.c_int),
    ]
    _limits_: ClassVar[Dict[str, Any]] = {
        "rest": (_integer, -0x80000000, 0x7FFFFFFF, "int"),
    }

    def __init__(self, low: int = 0, high: int = 0, rest: int = 0) -> None:
        super().__init__()
        self.low = low
        self.high = high
        self.rest = rest

    @property
    def low(self) -> int:
        return _get_bits(self, 0, 3, False)

    @low.setter
    def low(self, value: int) -> None:
        _set_bits(self, 0, 3, False, value)

    @property
    def high(self) -> int:
        return _get_bits(self, 3, 5, False)

    @high.setter
    def high(self, value: int) -> None:
        _set_bits(self, 3, 5, False, value)

    def __repr__(self) -> str:
        return f"Bits(low={self.low!r}, high={self.high!r}, rest={self.rest!r})"

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Bits):
            return NotImplemented
        return self.low == other.low and self.high == other.high and self.rest == other.rest


class _BitsByValue(ctypes.Structure):
    """What travels as C's struct bits does."""

    _fields_ = [
        ("unit_0", ctypes.c_uint),
        ("unit_1", ctypes.c_uint),
    ]

    @classmethod
    def from_param(cls, value: Any) -> Any:
        if not isinstance(value, Bits):
            raise TypeError(f"expected Bits, not {type(value).__name__}")
        return cls.from_buffer(value)

    @staticmethod
    def returned(value: Any, *call: Any) -> Any:
        return Bits.from_buffer(value)


class Pair(_Limited, ctypes.Structure):
    """C's struct pair."""

    a: int
    b: int

    _fields_ = [
        ("a", ctypes.c_int),
        ("b", ctypes.c_int),
    ]
    _limits_: ClassVar[Dict[str, Any]] = {
        "a": (_integer, -0x80000000, 0x7FFFFFFF, "int"),
        "b": (_integer, -0x80000000, 0x7FFFFFFF, "int"),
    }

    def __init__(self, a: int = 0, b: int = 0) -> None:
        super().__init__(a, b)

    def __repr__(self) -> str:
        return f"Pair(a={self.a!r}, b={self.b!r})"

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Pair):
            return NotImplemented
        return self.a == other.a and self.b == other.b


if ctypes.sizeof(ctypes.c_void_p) != 8 or sys.byteorder != "little":
    raise ImportError("this module is made for x86_64-linux-gnu", name=__name__)

_library = _open_library("SHIMS_LIBRARY", "libshims.so")
_shims = _open_library("SHIMS_SHIMS", "libshims_extra.so")

if not hasattr(_shims, "shims_shims_e27e0a0516a117be"):
    raise ImportError(
        f"the shims in {_shims._name} are not those of this interface:"
        " write them anew with 'ffirender shims'",
        name=__name__,
    )


class raw:
    """The C functions themselves: nothing is checked, nothing is freed."""

    shims_add: Callable[[int, int], int] = _function(
        "shims_shim_shims_add", ctypes.c_int, ctypes.c_int, ctypes.c_int, library=_shims
    )
    shims_swap: Callable[[_Pointer, _Pointer], None] = _function(
        "shims_shim_shims_swap",
        None,
        ctypes.POINTER(Pair),
        ctypes.POINTER(Pair),
        library=_shims,
    )
    SHIMS_SQUARE: Callable[[int], int] = _function(
        "shims_shim_SHIMS_SQUARE", ctypes.c_int, ctypes.c_int, library=_shims
    )
    SHIMS_IGNORE: Callable[[int], int] = _function(
        "shims_shim_SHIMS_IGNORE", ctypes.c_int, ctypes.c_int, library=_shims
    )
    shims_sum: Callable[[int], float] = _function(
        "shims_shim_shims_sum", ctypes.c_double, ctypes.c_int, library=_shims
    )
    shims_sum_int: Callable[[int, int], float] = _function(
        "shims_shim_shims_sum_int", ctypes.c_double, ctypes.c_int, ctypes.c_int, library=_shims
    )
    shims_sum_int_double: Callable[[int, int, float], float] = _function(
        "shims_shim_shims_sum_int_double",
        ctypes.c_double,
        ctypes.c_int,
        ctypes.c_int,
        ctypes.c_double,
        library=_shims,
    )
    shims_say: Callable[[_Pointer, int, _Pointer], int] = _function(
        "shims_shim_shims_say",
        ctypes.c_int,
        ctypes.c_char_p,
        ctypes.c_int,
        ctypes.c_char_p,
        library=_shims,
    )
    shims_note: Callable[[_Pointer, int], int] = _function(
        "shims_shim_shims_note", ctypes.c_int, ctypes.c_char_p, ctypes.c_int, library=_shims
    )
    shims_conjugate: Callable[[complex], complex] = _function(
        "shims_conjugate", _ComplexDouble, _ComplexDouble
    )
    shims_double: Callable[[_Pointer, _Pointer], None] = _function(
        "shims_shim_shims_double",
        None,
        ctypes.POINTER(_wide_integer(128, 16, True)),
        ctypes.POINTER(_wide_integer(128, 16, True)),
        library=_shims,
    )
    shims_half: Callable[[_Pointer, int, _Pointer], None] = _function(
        "shims_shim_shims_half",
        None,
        ctypes.POINTER(Either),
        ctypes.c_int,
        ctypes.POINTER(Either),
        library=_shims,
    )
    shims_turn: Callable[[Bits], Bits] = _function("shims_turn", _BitsByValue, _BitsByValue)
    shims_scale: Callable[[_Pointer, float, _Pointer], None] = _function(
        "shims_shim_shims_scale",
        None,
        ctypes.POINTER(ctypes.c_float),
        ctypes.c_float,
        ctypes.POINTER(ctypes.c_float),
        library=_shims,
    )
    shims_halve: Callable[[float], float] = _function(
        "shims_halve", ctypes.c_longdouble, ctypes.c_longdouble
    )


if _missing:
    raise ImportError(f"{_library._name} or {_shims._name} lacks {', '.join(_missing)}", name=__name__)
setattr(raw.shims_conjugate, "errcheck", _Made.returned)
setattr(raw.shims_turn, "errcheck", _BitsByValue.returned)


def _none(name: str) -> TypeError:
    return TypeError(f"{name} must not be None")


def _encode(text: str, name: str, encoding: str = "utf-8") -> bytes:
    """TEXT as C takes it; ctypes adds the NUL."""
    if not isinstance(text, str):
        raise TypeError(f"{name} must be str, not {type(text).__name__}")
    data = text.encode(encoding)
    if b"\0" in data:
        raise ValueError(f"{name} must not hold a null character")
    return data


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


def add(a: int, b: int) -> int:
    """Adds two numbers."""
    if not isinstance(a, int) or not -0x80000000 <= a <= 0x7FFFFFFF:
        a = _integer("a", a, -0x80000000, 0x7FFFFFFF, "int")
    if not isinstance(b, int) or not -0x80000000 <= b <= 0x7FFFFFFF:
        b = _integer("b", b, -0x80000000, 0x7FFFFFFF, "int")
    return raw.shims_add(a, b)


def swap(p: Pair) -> Pair:
    """Turns a pair."""
    if p is None:
        raise _none("p")
    result = Pair()
    raw.shims_swap(p, result)
    return result


def square(number: int = 2) -> int:
    """The square of a number."""
    if not isinstance(number, int) or not -0x80000000 <= number <= 0x7FFFFFFF:
        number = _integer("number", number, -0x80000000, 0x7FFFFFFF, "int")
    return raw.SHIMS_SQUARE(number)


def ignore(number: int) -> int:
    """Does not look at the number."""
    if not isinstance(number, int) or not -0x80000000 <= number <= 0x7FFFFFFF:
        number = _integer("number", number, -0x80000000, 0x7FFFFFFF, "int")
    return raw.SHIMS_IGNORE(number)


def sum(count: int) -> float:
    """Sums up what follows."""
    if not isinstance(count, int) or not -0x80000000 <= count <= 0x7FFFFFFF:
        count = _integer("count", count, -0x80000000, 0x7FFFFFFF, "int")
    return raw.shims_sum(count)


def sum_int(count: int, first: int) -> float:
    """Sums up what follows."""
    if not isinstance(count, int) or not -0x80000000 <= count <= 0x7FFFFFFF:
        count = _integer("count", count, -0x80000000, 0x7FFFFFFF, "int")
    if not isinstance(first, int) or not -0x80000000 <= first <= 0x7FFFFFFF:
        first = _integer("first", first, -0x80000000, 0x7FFFFFFF, "int")
    return raw.shims_sum_int(count, first)


def sum_int_double(count: int, first: int, second: float) -> float:
    """Sums up what follows."""
    if not isinstance(count, int) or not -0x80000000 <= count <= 0x7FFFFFFF:
        count = _integer("count", count, -0x80000000, 0x7FFFFFFF, "int")
    if not isinstance(first, int) or not -0x80000000 <= first <= 0x7FFFFFFF:
        first = _integer("first", first, -0x80000000, 0x7FFFFFFF, "int")
    return raw.shims_sum_int_double(count, first, second)


def say(format: str, number: int, more: Optional[str]) -> int:
    """Says it."""
    if not isinstance(number, int) or not -0x80000000 <= number <= 0x7FFFFFFF:
        number = _integer("number", number, -0x80000000, 0x7FFFFFFF, "int")
    return raw.shims_say(_encode(format, "format"), number, None if more is None else _encode(more, "more"))


def note(format: str, argument_2: int) -> int:
    """Notes it: what is behind the text does not count it."""
    if not isinstance(argument_2, int) or not -0x80000000 <= argument_2 <= 0x7FFFFFFF:
        argument_2 = _integer("argument_2", argument_2, -0x80000000, 0x7FFFFFFF, "int")
    return raw.shims_note(_encode(format, "format"), argument_2)


def conjugate(z: complex) -> complex:
    """Its conjugate."""
    return raw.shims_conjugate(z)


def double(number: int) -> int:
    """Twice that."""
    number_cell = _wide_integer(128, 16, True)(number)
    result = _wide_integer(128, 16, True)()
    raw.shims_double(number_cell, result)
    return result.value


def half(number: Either, is_whole: int) -> Either:
    """The half of it."""
    if number is None:
        raise _none("number")
    if not isinstance(is_whole, int) or not -0x80000000 <= is_whole <= 0x7FFFFFFF:
        is_whole = _integer("is_whole", is_whole, -0x80000000, 0x7FFFFFFF, "int")
    result = Either()
    raw.shims_half(number, is_whole, result)
    return result


def turn(bits: Bits) -> Bits:
    """The bits the other way round."""
    return raw.shims_turn(bits)


def scale(numbers: Union[Sequence[float], ReadableBuffer], factor: float) -> List[float]:
    """Each of them times a factor."""
    numbers_array = _numbers(numbers, ctypes.c_float, "numbers")
    if len(numbers_array) != 4:
        raise ValueError(f"numbers must have 4 elements, not {len(numbers_array)}")
    if not isinstance(factor, float) or not -3e38 < factor < 3e38:
        factor = _single("factor", factor)
    result = (ctypes.c_float * 4)()
    raw.shims_scale(numbers_array, factor, result)
    return result[:4]


def halve(number: float) -> float:
    """Half of it, exactly."""
    return raw.shims_halve(number)

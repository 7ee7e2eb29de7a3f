"""The C library records."""
# Made by ffirender from the description that the compiler wrote; changes will be lost.

from __future__ import annotations

import ctypes
import math
import operator
import os
import sys
from typing import Any, Callable, ClassVar, Dict, List, Optional, Sequence

__all__ = [
    "Aligned",
    "Bits",
    "Nested",
    "Number",
    "Packed",
    "Pair",
    "RecordsError",
    "aligned_get",
    "nested_sum",
    "pair_swap",
    "raw",
]

# What ctypes takes for a C pointer: None, byref(), pointer(), an array, an address.
_Pointer = Any


class RecordsError(Exception):
    """What goes wrong in records."""


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


def _element(name: str, value: Any, kind: Any) -> Any:
    """VALUE as ctypes takes it for a KIND; refused if it is a number that does not fit."""
    if issubclass(kind, ctypes.Array):
        return value if isinstance(value, kind) else kind(*value)
    if issubclass(kind, ctypes._SimpleCData) and _is_lost(kind(value).value, value):
        raise OverflowError(f"{name}: {value} does not fit into {kind.__name__}")
    return value


def _fill(array: Any, values: Any, name: str) -> None:
    """Sets the first elements of ARRAY, which may be arrays themselves."""
    if len(values) > len(array):
        raise ValueError(f"{name} has room for {len(array)} elements, not {len(values)}")
    for i, value in enumerate(values):
        if isinstance(array[i], ctypes.Array) and not isinstance(value, ctypes.Array):
            _fill(array[i], value, f"{name}[{i}]")
            continue
        array[i] = _element(f"{name}[{i}]", value, array._type_)


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


def _aligned(kind: Any, size: int, align: int) -> Any:
    """A zeroed KIND in memory of its own."""
    memory = bytearray(size + align)
    return kind.from_buffer(memory, -ctypes.addressof(ctypes.c_char.from_buffer(memory)) % align)


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


class Pair(_Limited, ctypes.Structure):
    """C's struct pair."""

    first: int
    second: int

    _fields_ = [
        ("first", ctypes.c_int),
        ("second", ctypes.c_short),
    ]
    _limits_: ClassVar[Dict[str, Any]] = {
        "first": (_integer, -0x80000000, 0x7FFFFFFF, "int"),
        "second": (_integer, -0x8000, 0x7FFF, "short"),
    }

    def __init__(self, first: int = 0, second: int = 0) -> None:
        super().__init__(first, second)

    def __repr__(self) -> str:
        return f"Pair(first={self.first!r}, second={self.second!r})"

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Pair):
            return NotImplemented
        return self.first == other.first and self.second == other.second


class _NestedInner(_Limited, ctypes.Structure):
    """C's struct nested/inner."""

    a: int
    b: int

    _fields_ = [
        ("a", ctypes.c_int),
        ("b", ctypes.c_byte),
    ]
    _limits_: ClassVar[Dict[str, Any]] = {
        "a": (_integer, -0x80000000, 0x7FFFFFFF, "int"),
        "b": (_integer, -0x80, 0x7F, "char"),
    }

    def __init__(self, a: int = 0, b: int = 0) -> None:
        super().__init__(a, b)

    def __repr__(self) -> str:
        return f"_NestedInner(a={self.a!r}, b={self.b!r})"

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, _NestedInner):
            return NotImplemented
        return self.a == other.a and self.b == other.b


class _Nested3(_Limited, ctypes.Union):
    """C's struct nested/#3."""

    as_int: int
    as_float: float

    _fields_ = [
        ("as_int", ctypes.c_int),
        ("as_float", ctypes.c_float),
    ]
    _limits_: ClassVar[Dict[str, Any]] = {
        "as_int": (_integer, -0x80000000, 0x7FFFFFFF, "int"),
        "as_float": (_single,),
    }

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, _Nested3):
            return NotImplemented
        return bytes(self) == bytes(other)


class Nested(_Limited, ctypes.Structure):
    """C's struct nested."""

    pair: Pair
    inner: _NestedInner
    _3: _Nested3
    matrix: ctypes.Array[Any]
    text: _Pointer

    _anonymous_ = ["_3"]
    _fields_ = [
        ("pair", Pair),
        ("inner", _NestedInner),
        ("_3", _Nested3),
        ("matrix", (ctypes.c_double * 3) * 2),
        ("text", ctypes.c_char_p),
    ]
    _limits_: ClassVar[Dict[str, Any]] = {
        "as_int": (_integer, -0x80000000, 0x7FFFFFFF, "int"),
        "as_float": (_single,),
        "matrix": (_element, (ctypes.c_double * 3) * 2),
    }

    def __init__(
        self,
        pair: Optional[Pair] = None,
        inner: Optional[_NestedInner] = None,
        matrix: Optional[Sequence[Any]] = None,
        text: _Pointer = None,
    ) -> None:
        super().__init__()
        if pair is not None:
            self.pair = pair
        if inner is not None:
            self.inner = inner
        if matrix is not None:
            _fill(self.matrix, matrix, "matrix")
        if text is not None:
            self.text = text

    def __repr__(self) -> str:
        return (
            f"Nested(pair={self.pair!r}, "
            f"inner={self.inner!r}, "
            f"matrix={[list(row) for row in self.matrix]!r}, "
            f"text={self.text!r})"
        )

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Nested):
            return NotImplemented
        return (
            self.pair == other.pair
            and self.inner == other.inner
            and bytes(self.matrix) == bytes(other.matrix)
            and bool(self.text) == bool(other.text)
        )


class Bits(ctypes.Structure):
    """C's struct bits."""

    _layout_ = "ms"
    _pack_ = 1
    _fields_ = [
        ("_at0", ctypes.c_ubyte * 4),
    ]

    def __init__(self, low: int = 0, middle: int = 0, high: int = 0) -> None:
        super().__init__()
        self.low = low
        self.middle = middle
        self.high = high

    @property
    def low(self) -> int:
        return _get_bits(self, 0, 3, False)

    @low.setter
    def low(self, value: int) -> None:
        _set_bits(self, 0, 3, False, value)

    @property
    def middle(self) -> int:
        return _get_bits(self, 3, 5, False)

    @middle.setter
    def middle(self, value: int) -> None:
        _set_bits(self, 3, 5, False, value)

    @property
    def high(self) -> int:
        return _get_bits(self, 8, 24, True)

    @high.setter
    def high(self, value: int) -> None:
        _set_bits(self, 8, 24, True, value)

    def __repr__(self) -> str:
        return f"Bits(low={self.low!r}, middle={self.middle!r}, high={self.high!r})"

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Bits):
            return NotImplemented
        return self.low == other.low and self.middle == other.middle and self.high == other.high


class Packed(_Limited, ctypes.Structure):
    """C's struct packed."""

    c: int
    i: int

    _layout_ = "ms"
    _pack_ = 1
    _fields_ = [
        ("c", ctypes.c_byte),
        ("i", ctypes.c_int),
    ]
    _limits_: ClassVar[Dict[str, Any]] = {
        "c": (_integer, -0x80, 0x7F, "char"),
        "i": (_integer, -0x80000000, 0x7FFFFFFF, "int"),
    }

    def __init__(self, c: int = 0, i: int = 0) -> None:
        super().__init__()
        self.c = c
        self.i = i

    def __repr__(self) -> str:
        return f"Packed(c={self.c!r}, i={self.i!r})"

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Packed):
            return NotImplemented
        return self.c == other.c and self.i == other.i


class Aligned(_Limited, ctypes.Structure):
    """C's struct aligned."""

    c: int
    i: int

    _layout_ = "ms"
    _pack_ = 1
    _fields_ = [
        ("c", ctypes.c_byte),
        ("_at1", ctypes.c_ubyte * 31),
        ("i", ctypes.c_int),
        ("_at36", ctypes.c_ubyte * 28),
    ]
    _limits_: ClassVar[Dict[str, Any]] = {
        "c": (_integer, -0x80, 0x7F, "char"),
        "i": (_integer, -0x80000000, 0x7FFFFFFF, "int"),
    }

    def __new__(cls, *arguments: object, **named: object) -> Any:
        return _aligned(cls, 64, 32)

    def __init__(self, c: int = 0, i: int = 0) -> None:
        super().__init__()
        self.c = c
        self.i = i

    def __repr__(self) -> str:
        return f"Aligned(c={self.c!r}, i={self.i!r})"

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Aligned):
            return NotImplemented
        return self.c == other.c and self.i == other.i


class Number(_Limited, ctypes.Union):
    """C's union number."""

    i: int
    d: float

    _fields_ = [
        ("i", ctypes.c_int),
        ("d", ctypes.c_double),
    ]
    _limits_: ClassVar[Dict[str, Any]] = {
        "i": (_integer, -0x80000000, 0x7FFFFFFF, "int"),
    }

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Number):
            return NotImplemented
        return bytes(self) == bytes(other)


if ctypes.sizeof(ctypes.c_void_p) != 8 or sys.byteorder != "little":
    raise ImportError("this module is made for x86_64-linux-gnu", name=__name__)

_library = _open_library("RECORDS_LIBRARY", "librecords.so")


class raw:
    """The C functions themselves: nothing is checked, nothing is freed."""

    pair_swap: Callable[[Pair], Pair] = _function("pair_swap", Pair, Pair)
    nested_sum: Callable[[_Pointer], int] = _function(
        "nested_sum", ctypes.c_int, ctypes.POINTER(Nested)
    )
    # only here: parameter 'b': 'low' follows it, so it may point to many (FFI_ARRAY, FFI_IN,
    # FFI_INOUT)
    bits_set: Callable[[_Pointer, int], None] = _function(
        "bits_set", None, ctypes.POINTER(Bits), ctypes.c_uint
    )
    # packed_get cannot be called: ctypes cannot pass 'struct packed' by value: its layout is not
    # the usual one
    aligned_get: Callable[[_Pointer], int] = _function(
        "aligned_get", ctypes.c_int, ctypes.POINTER(Aligned)
    )
    # number_double cannot be called: ctypes cannot pass 'union number' by value: it is a union


if _missing:
    raise ImportError(f"{_library._name} lacks {', '.join(_missing)}", name=__name__)


def _none(name: str) -> TypeError:
    return TypeError(f"{name} must not be None")


def pair_swap(p: Pair) -> Pair:
    """Calls pair_swap()."""
    return raw.pair_swap(p)


def nested_sum(n: Nested) -> int:
    """Calls nested_sum()."""
    if n is None:
        raise _none("n")
    return raw.nested_sum(n)


def aligned_get(a: Aligned) -> int:
    """Calls aligned_get()."""
    if a is None:
        raise _none("a")
    return raw.aligned_get(a)

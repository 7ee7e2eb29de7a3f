"""The C library standing."""
# Made by ffirender from the description that the compiler wrote; changes will be lost.

from __future__ import annotations

import ctypes
import dataclasses
import enum
import functools
import math
import operator
import os
import sys
import warnings
import weakref
from typing import (
    Any,
    Callable,
    ClassVar,
    Dict,
    Final,
    List,
    NamedTuple,
    Optional,
    Protocol,
    Sequence,
    TYPE_CHECKING,
    Tuple,
    Type,
    TypeVar,
    Union,
)

__all__ = [
    "Both",
    "Box",
    "Each",
    "Error",
    "ErrorCode",
    "LIMIT",
    "Maybe",
    "Mode",
    "Note",
    "Pair",
    "Past",
    "Point",
    "Present",
    "Shape",
    "Speed",
    "StandingError",
    "Ticket",
    "Watcher",
    "WatcherStruct",
    "ask",
    "bare",
    "call",
    "draw",
    "next",
    "price",
    "raw",
    "spoil",
    "take",
    "tie",
    "watch",
    "worth",
]

# What ctypes takes for a C pointer: None, byref(), pointer(), an array, an address.
_Pointer = Any


class StandingError(Exception):
    """What goes wrong in standing."""


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


class _NumbersInside:
    """An array that refuses what does not fit: ctypes keeps the bits of it that do."""

    _type_: Any
    __getitem__: Any
    _wrap_: Any = None

    def __setitem__(self, index: Any, value: Any) -> None:
        if isinstance(self[index], list):  # a slice
            value = [self._checked("an element", one) for one in value]
        else:
            value = self._checked(f"[{index}]", value)
        super().__setitem__(index, value)  # type: ignore[misc]

    def _checked(self, name: str, value: Any) -> Any:
        element = _element(name, value, self._type_)
        if self._wrap_:
            self._wrap_(element)
        return element


@functools.lru_cache(maxsize=None)
def _numbers_inside(kind: Any, count: int, wrap: Optional[Any] = None) -> Any:
    """COUNT elements of KIND; WRAP raises ValueError for what an enumeration has no name for."""
    array = kind * count
    return type(array)(array.__name__, (_NumbersInside, array), {"_wrap_": wrap})


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


def _since(version: str, symbol: str, result: Any, *arguments: Any, library: Any = None) -> Any:
    """The C function of that name, or one that raises: it came with VERSION of the library."""
    if hasattr(library or _library, symbol):
        return _function(symbol, result, *arguments, library=library)

    def missing(*given: object) -> Any:
        raise NotImplementedError(f"{_library._name} has no {symbol}(), which came with {version}")

    return missing


def _variable(symbol: str, kind: Any, optional: bool = False) -> Any:
    """The C variable of that name, in place; None if it is OPTIONAL and the library lacks it."""
    try:
        return kind.in_dll(_library, symbol)
    except ValueError:
        if not optional:
            _missing.append(symbol)
        return None


class Mode(_OpenEnum):
    """C's enum standing_mode."""

    PLAIN = 0
    OLD = 1
    """Made by hand.

    Deprecated: use STANDING_PLAIN
    """
    OLDER = 2
    """Made by no one.

    Deprecated.
    """
    NEW = 3
    """Made anew

    It came with version 2.1.
    """
    BRIEF = 4
    """It came with version 2.2. Deprecated: it came, "and" went"""


class Speed(_OpenEnum):
    """How fast.

    It came with version 1.1. Deprecated: use numbers
    """

    SLOW = 0
    FAST = 1


class ErrorCode(_OpenEnum):
    """What may go wrong.

    It came with version 1.14. Deprecated: all is well
    """

    OK = 0
    BAD = 1


class Ticket(int):
    """C's standing_ticket: it stands for something that C knows.

    It came with version 1.4. Deprecated: use a box
    """

    __slots__ = ()

    def __repr__(self) -> str:
        return f"Ticket({int(self)})"


LIMIT: Final = 16
"""How many there may be.

It came with version 1.9. Deprecated: there is none
"""


class Point(_Limited, ctypes.Structure):
    """Where it goes.

    Attributes:
        x: to the right
        y: Deprecated: it is always 0
        z: Towards you. It came with version 2.0.
        flat: Deprecated.
        kind: It came with version 1.5. Deprecated: use x
        mode: Deprecated: use x
        many: Deprecated: use x
    """

    x: int
    y: int
    z: int
    flat: bool
    _mode: int
    many: ctypes.Array[Any]

    _layout_ = "ms"
    _pack_ = 1
    _fields_ = [
        ("x", ctypes.c_int),
        ("y", ctypes.c_int),
        ("z", ctypes.c_int),
        ("flat", ctypes.c_bool),
        ("_at13", ctypes.c_ubyte * 3),
        ("_mode", ctypes.c_uint),
        ("many", _numbers_inside(ctypes.c_int, 2)),
    ]
    _limits_: ClassVar[Dict[str, Any]] = {
        "x": (_integer, -0x80000000, 0x7FFFFFFF, "int"),
        "y": (_integer, -0x80000000, 0x7FFFFFFF, "int"),
        "z": (_integer, -0x80000000, 0x7FFFFFFF, "int"),
        "many": (_element, _numbers_inside(ctypes.c_int, 2)),
    }

    def __init__(
        self,
        x: int = 0,
        y: int = 0,
        z: int = 0,
        flat: bool = False,
        kind: int = 0,
        mode: Mode = Mode(0),
        many: Optional[Sequence[Any]] = None,
    ) -> None:
        super().__init__()
        self.x = x
        self.y = y
        self.z = z
        self.flat = flat
        self.kind = kind
        self.mode = mode
        if many is not None:
            _fill(self.many, many, "many")

    @property
    def kind(self) -> int:
        """It came with version 1.5. Deprecated: use x"""
        return _get_bits(self, 104, 3, False)

    @kind.setter
    def kind(self, value: int) -> None:
        _set_bits(self, 104, 3, False, value)

    @property
    def mode(self) -> Mode:
        """Deprecated: use x"""
        return Mode(self._mode)

    @mode.setter
    def mode(self, value: Mode) -> None:
        if not isinstance(value, int) or not 0 <= value <= 0xFFFFFFFF:
            value = _integer("mode", value, 0, 0xFFFFFFFF, "enum standing_mode")
        self._mode = value

    def __repr__(self) -> str:
        return (
            f"Point(x={self.x!r}, "
            f"y={self.y!r}, "
            f"z={self.z!r}, "
            f"flat={self.flat!r}, "
            f"kind={self.kind!r}, "
            f"mode={self.mode!r}, "
            f"many={list(self.many)!r})"
        )

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Point):
            return NotImplemented
        return (
            self.x == other.x
            and self.y == other.y
            and self.z == other.z
            and self.flat == other.flat
            and self.kind == other.kind
            and self.mode == other.mode
            and bytes(self.many) == bytes(other.many)
        )


class _PointByValue(ctypes.Structure):
    """What travels as C's struct standing_point does."""

    _fields_ = [("units", ctypes.c_uint * 7)]

    @classmethod
    def from_param(cls, value: Any) -> Any:
        if not isinstance(value, Point):
            raise TypeError(f"expected Point, not {type(value).__name__}")
        return cls.from_buffer(value)

    @staticmethod
    def returned(value: Any, *call: Any) -> Any:
        return Point.from_buffer(value)


class _NoteStruct(ctypes.Structure):
    """What has a text.

    Attributes:
        text: Deprecated: use the other
        other: It came with version 2.0. Deprecated: use neither
    """

    text: _Pointer
    other: _Pointer

    _fields_ = [
        ("text", ctypes.c_char_p),
        ("other", ctypes.c_char_p),
    ]

    def __init__(self, text: _Pointer = None, other: _Pointer = None) -> None:
        super().__init__()
        if text is not None:
            self.text = text
        if other is not None:
            self.other = other

    def __repr__(self) -> str:
        return f"_NoteStruct(text={self.text!r}, other={self.other!r})"

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, _NoteStruct):
            return NotImplemented
        return bool(self.text) == bool(other.text) and bool(self.other) == bool(other.other)


class Past(_Limited, ctypes.Structure):
    """What went before.

    It came with version 1.2. Deprecated: use struct standing_point
    """

    x: int

    _fields_ = [
        ("x", ctypes.c_int),
    ]
    _limits_: ClassVar[Dict[str, Any]] = {
        "x": (_integer, -0x80000000, 0x7FFFFFFF, "int"),
    }

    def __init__(self, x: int = 0) -> None:
        super().__init__(x)

    def __repr__(self) -> str:
        return f"Past(x={self.x!r})"

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Past):
            return NotImplemented
        return self.x == other.x


class Both(_Limited, ctypes.Union):
    """C's union standing_both.

    Deprecated.
    """

    i: int
    f: float

    _fields_ = [
        ("i", ctypes.c_int),
        ("f", ctypes.c_float),
    ]
    _limits_: ClassVar[Dict[str, Any]] = {
        "i": (_integer, -0x80000000, 0x7FFFFFFF, "int"),
        "f": (_single,),
    }

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Both):
            return NotImplemented
        return bytes(self) == bytes(other)


class Present(_Limited, ctypes.Structure):
    """A typedef that has taken its place deprecates nothing."""

    x: int

    _fields_ = [
        ("x", ctypes.c_int),
    ]
    _limits_: ClassVar[Dict[str, Any]] = {
        "x": (_integer, -0x80000000, 0x7FFFFFFF, "int"),
    }

    def __init__(self, x: int = 0) -> None:
        super().__init__(x)

    def __repr__(self) -> str:
        return f"Present(x={self.x!r})"

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Present):
            return NotImplemented
        return self.x == other.x


class WatcherStruct(ctypes.Structure):
    """Watches.

    It came with version 1.8. Deprecated: do not watch

    Attributes:
        seen: Sees a number. It came with version 1.6. Deprecated: use noticed
        noticed: Is told. It came with version 1.7. Deprecated.
    """

    seen: _Pointer
    noticed: _Pointer
    user: _Pointer

    _fields_ = [
        ("seen", ctypes.c_void_p),
        ("noticed", ctypes.c_void_p),
        ("user", ctypes.c_void_p),
    ]

    def __init__(
        self, seen: _Pointer = None, noticed: _Pointer = None, user: _Pointer = None
    ) -> None:
        super().__init__()
        if seen is not None:
            self.seen = seen
        if noticed is not None:
            self.noticed = noticed
        if user is not None:
            self.user = user

    def __repr__(self) -> str:
        return f"WatcherStruct(seen={self.seen!r}, noticed={self.noticed!r}, user={self.user!r})"

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, WatcherStruct):
            return NotImplemented
        return (
            bool(self.seen) == bool(other.seen)
            and bool(self.noticed) == bool(other.noticed)
            and bool(self.user) == bool(other.user)
        )


class Maybe(_Limited, ctypes.Structure):
    """C's struct standing_maybe.

    Deprecated.
    """

    there: bool
    value: int

    _fields_ = [
        ("there", ctypes.c_bool),
        ("value", ctypes.c_int),
    ]
    _limits_: ClassVar[Dict[str, Any]] = {
        "value": (_integer, -0x80000000, 0x7FFFFFFF, "int"),
    }

    def __init__(self, there: bool = False, value: int = 0) -> None:
        super().__init__(there, value)

    def __repr__(self) -> str:
        return f"Maybe(there={self.there!r}, value={self.value!r})"

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Maybe):
            return NotImplemented
        return self.there == other.there and self.value == other.value


class _PairStruct(_Limited, ctypes.Structure):
    """C's struct standing_pair.

    It came with version 1.12. Deprecated: no pairs
    """

    text: _Pointer
    n: int

    _fields_ = [
        ("text", ctypes.c_char_p),
        ("n", ctypes.c_int),
    ]
    _limits_: ClassVar[Dict[str, Any]] = {
        "n": (_integer, -0x80000000, 0x7FFFFFFF, "int"),
    }

    def __init__(self, text: _Pointer = None, n: int = 0) -> None:
        super().__init__()
        if text is not None:
            self.text = text
        self.n = n

    def __repr__(self) -> str:
        return f"_PairStruct(text={self.text!r}, n={self.n!r})"

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, _PairStruct):
            return NotImplemented
        return bool(self.text) == bool(other.text) and self.n == other.n


class _StandingShape2(_Limited, ctypes.Union):
    """C's struct standing_shape/#2."""

    round: int
    square: float

    _fields_ = [
        ("round", ctypes.c_int),
        ("square", ctypes.c_double),
    ]
    _limits_: ClassVar[Dict[str, Any]] = {
        "round": (_integer, -0x80000000, 0x7FFFFFFF, "int"),
    }

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, _StandingShape2):
            return NotImplemented
        return bytes(self) == bytes(other)


class _ShapeStruct(_Limited, ctypes.Structure):
    """C's struct standing_shape.

    It came with version 1.13. Deprecated: no shapes
    """

    _mode: int
    _2: _StandingShape2

    _anonymous_ = ["_2"]
    _fields_ = [
        ("_mode", ctypes.c_uint),
        ("_2", _StandingShape2),
    ]
    _limits_: ClassVar[Dict[str, Any]] = {
        "round": (_integer, -0x80000000, 0x7FFFFFFF, "int"),
    }

    def __init__(self, mode: Mode = Mode(0)) -> None:
        super().__init__()
        self.mode = mode

    @property
    def mode(self) -> Mode:
        return Mode(self._mode)

    @mode.setter
    def mode(self, value: Mode) -> None:
        if not isinstance(value, int) or not 0 <= value <= 0xFFFFFFFF:
            value = _integer("mode", value, 0, 0xFFFFFFFF, "enum standing_mode")
        self._mode = value

    def __repr__(self) -> str:
        return f"_ShapeStruct(mode={self.mode!r})"

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, _ShapeStruct):
            return NotImplemented
        return self.mode == other.mode


@dataclasses.dataclass
class Note:
    """What has a text.

    Attributes:
        text: Deprecated: use the other
        other: It came with version 2.0. Deprecated: use neither
    """

    text: str
    other: Optional[str] = None


@dataclasses.dataclass
class Pair:
    """C's struct standing_pair.

    It came with version 1.12. Deprecated: no pairs
    """

    text: str
    n: int = 0


class Shape(NamedTuple):
    """C's struct standing_shape.

    It came with version 1.13. Deprecated: no shapes
    """

    mode: Mode
    value: Union[int, float, None]


if ctypes.sizeof(ctypes.c_void_p) != 8 or sys.byteorder != "little":
    raise ImportError("this module is made for x86_64-linux-gnu", name=__name__)

_library = _open_library("STANDING_LIBRARY", "libstanding.so")


class raw:
    """The C functions themselves: nothing is checked, nothing is freed."""

    standing_each = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.c_void_p, ctypes.c_int)

    standing_worth: Callable[[Point, int], int] = _since(
        "2.0", "standing_worth", ctypes.c_int, _PointByValue, ctypes.c_uint
    )
    standing_bare: Callable[[], int] = _since("2.0", "standing_bare", ctypes.c_int)
    standing_price: Callable[[_Pointer], int] = _function(
        "standing_price", ctypes.c_int, ctypes.POINTER(_NoteStruct)
    )
    standing_box_new: Callable[[], Optional[int]] = _function("standing_box_new", ctypes.c_void_p)
    standing_box_free: Callable[[_Pointer], None] = _function(
        "standing_box_free", None, ctypes.c_void_p
    )
    standing_box_speed: Callable[[_Pointer, int], int] = _function(
        "standing_box_speed", ctypes.c_int, ctypes.c_void_p, ctypes.c_uint
    )
    standing_box_level: Callable[[_Pointer], int] = _function(
        "standing_box_level", ctypes.c_int, ctypes.c_void_p
    )
    standing_box_equal: Callable[[_Pointer, _Pointer], bool] = _function(
        "standing_box_equal", ctypes.c_bool, ctypes.c_void_p, ctypes.c_void_p
    )
    standing_take: Callable[[], int] = _function("standing_take", ctypes.c_int)
    standing_call: Callable[[_Pointer, _Pointer], int] = _function(
        "standing_call", ctypes.c_int, standing_each, ctypes.c_void_p
    )
    standing_watch: Callable[[_Pointer], int] = _function(
        "standing_watch", ctypes.c_int, ctypes.POINTER(WatcherStruct)
    )
    standing_ask: Callable[[Past, _Pointer, _Pointer], Maybe] = _function(
        "standing_ask", Maybe, Past, ctypes.POINTER(Both), ctypes.POINTER(Present)
    )
    standing_tie: Callable[[_Pointer], int] = _function(
        "standing_tie", ctypes.c_int, ctypes.POINTER(_PairStruct)
    )
    standing_draw: Callable[[_Pointer], int] = _function(
        "standing_draw", ctypes.c_int, ctypes.POINTER(_ShapeStruct)
    )
    standing_next: Callable[[int], int] = _function("standing_next", ctypes.c_int, ctypes.c_int)
    standing_spoil: Callable[[], int] = _function("standing_spoil", ctypes.c_uint)
    standing_count: Any = _variable("standing_count", ctypes.c_int, optional=True)
    """How many there are.

    It came with version 1.10. Deprecated: do not count
    """


if _missing:
    raise ImportError(f"{_library._name} lacks {', '.join(_missing)}", name=__name__)


class Error(StandingError):
    """What may go wrong.

    It came with version 1.14. Deprecated: all is well

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


def _none(name: str) -> TypeError:
    return TypeError(f"{name} must not be None")


def _bytes_at(pointer: Any, size: int) -> bytes:
    """A copy of SIZE bytes at POINTER; string_at() of older versions takes a C int."""
    if not size:
        return b""
    if size < 0:
        raise ValueError(f"a length of {size}")
    if not pointer:
        raise ValueError(f"NULL with a length of {size}")
    if size <= 0x7FFFFFFF:
        return ctypes.string_at(pointer, size)
    address = ctypes.cast(pointer, ctypes.c_void_p).value
    return bytes((ctypes.c_char * size).from_address(address or 0))


def _stays(pointer: Any) -> None:
    """POINTER is never freed: C's objects may end, and call it, when this module is gone."""
    ctypes.pythonapi.Py_IncRef(ctypes.py_object(pointer))


class _Closure:
    """A function that C calls, by KEY. What it raises waits here until C has returned."""

    __slots__ = ("function", "key", "error", "pointer")

    def __init__(self, function: Any, name: str, nullable: bool = False) -> None:
        if not callable(function) and not (nullable and function is None):
            raise TypeError(f"{name} must be callable, not {type(function).__name__}")
        self.function = function
        self.key = None if function is None else id(self)
        self.error: Optional[BaseException] = None
        self.pointer: Any = None

    def register(self) -> _Closure:
        """C may call the function from now on."""
        if self.key is not None:
            _closures[self.key] = self
        return self

    def __enter__(self) -> _Closure:
        return self.register()

    def __exit__(self, *error: object) -> None:
        self.release()

    def release(self) -> None:
        """C does not call the function any more."""
        if self.key is not None:
            _closures.pop(self.key, None)

    def failed(self, error: BaseException) -> None:
        """Keeps what the function raised for the call of C that it runs in."""
        if self.error is None:
            self.error = error

    def reraise(self) -> None:
        """Raises what the function raised."""
        error, self.error = self.error, None
        if error is not None:
            try:
                raise error
            finally:
                del error


_closures: Dict[int, _Closure] = {}


class _Methods(_Closure):
    """Functions under one key, each FUNCTION and NAME; C knows which of them it calls. None is none."""

    __slots__ = ()

    def __init__(self, *functions: Any) -> None:
        super().__init__(None, "", True)
        for function, name, nullable in functions:
            _Closure(function, name, nullable)
        self.function = [function for function, name, nullable in functions]
        if any(function is not None for function in self.function):
            self.key = id(self)


_index = operator.index


def _check_result(number: int, low: int, high: int) -> None:
    if not low <= number <= high:
        raise OverflowError(f"C takes {low} ... {high} from the function, not {number}")


class _Owner:
    """What stands for a C object, which ends when the last reference to this is gone.

    A call under way holds one, so that close() in another thread or in a callback frees nothing
    too early. The collector may finish the members of a ring in any order: what others need ends
    after them.
    """

    _end: Any = None
    owned = True
    late = False
    closed = False
    staying: List[Any] = []
    keeps: Tuple[Any, ...] = ()
    needed_by: List[None] = []
    pins: Dict[str, Any] = {}
    # Of what C has LENT for a call, and of what was made of that: weak references to the latter.
    loans: Optional[List[Any]] = None
    lent = False
    thread = 0

    def keep(self, other: Any) -> None:
        """OTHER, a C object or a closure, lives as long as this."""
        if other is not self:
            self.keeps += (other,)
            other.hold()

    def retain(self, other: Any) -> None:
        """C's object uses OTHER from now on; when it ends, only its owner knows."""
        if self.owned:
            self.keep(other)
        elif other is not self:
            other.hold()

    def inherit(self, given: Any) -> None:
        """What GIVEN used, which C's object has now, lives as long as this."""
        if given is self or not self.owned:
            given.strand()
            return
        self.keeps += given.keeps
        given.keeps = ()
        self.__dict__.setdefault("memory", []).extend(given.__dict__.pop("memory", []))

    def strand(self) -> None:
        """C may use what this keeps for nobody knows how long: functions for ever."""
        self.staying.extend(self.__dict__.pop("memory", []))
        self.keeps = tuple(kept for kept in self.keeps if isinstance(kept, _Owner))
        for kept in self.keeps:
            kept.stay()

    def stay(self) -> None:
        """As long as that only close() ends this."""
        if not self.closed:
            self.staying.append(self)

    def leave(self) -> None:
        self.closed = True
        self.staying[:] = [other for other in self.staying if other is not self]
        while self.lent and self.loans:
            made = self.loans.pop()()
            if made is not None:
                made._shut()

    def hold(self) -> None:
        """Another object needs this one."""
        if "needed_by" not in self.__dict__:
            self.needed_by = []
        self.needed_by.append(None)

    def release(self) -> None:
        """What needed this one is gone."""
        self.needed_by.pop()
        if self.late:
            self.__del__()

    def __del__(self) -> None:
        if self.needed_by:
            self.late = True
            return
        if self.owned and self._end:
            self._end(self)
        for kept in self.keeps:
            kept.release()


class _Handle(_Owner, ctypes.c_void_p):
    """The pointer to a C object."""

    @classmethod
    def borrow(cls, pointer: Any) -> Any:
        """A handle that does not end the object."""
        handle = cls(pointer)
        handle.owned = False
        return handle

    @classmethod
    def lend(cls, pointer: Any) -> Any:
        """The same of an object that is there for a call of C only."""
        handle = cls.borrow(pointer)
        handle.lent, handle.loans = True, []
        return handle


def _check_object(value: Any, kind: Any, name: str) -> None:
    if not isinstance(value, kind):
        raise TypeError(f"{name} must be {kind.__name__}, not {type(value).__name__}")


class _Object:
    """What all classes share: the handle of the C object, which is gone once it is closed."""

    __slots__ = ("_handle", "__weakref__")
    _handle: Any

    @classmethod
    def _of(cls: Type[_Self], handle: Any) -> _Self:
        instance = cls.__new__(cls)
        instance._handle = handle
        return instance

    def _hand_over(self) -> Any:
        """The handle of the C object, which is given away: closed, but not ended."""
        handle = self._handle
        del self._handle
        handle.owned = False
        return handle

    def _detach(self) -> Any:
        """The same, where nobody knows who has it then."""
        handle = self._hand_over()
        handle.strand()
        return handle

    def _keep(self, handle: Any) -> None:
        """This needs HANDLE; if C has only lent that, what is made of it is over with the loan."""
        self._handle.keep(handle)
        loans = getattr(handle, "loans", None)
        if loans is not None:
            loans.append(weakref.ref(self))
            self._handle.loans = loans

    def _shut(self) -> None:
        """Ends the C object as soon as nobody uses it any more; again it does nothing."""
        try:
            self._handle.leave()
            del self._handle
        except ValueError:
            pass

    def _end_loan(self) -> None:
        """C goes on: what it has lent is closed, and before it what was made of that."""
        try:
            self._handle.leave()
            self._detach()
        except ValueError:
            pass

    def __reduce_ex__(self, protocol: Any) -> Any:
        raise TypeError(f"{type(self).__name__} is an object of C, which Python cannot copy")

    if not TYPE_CHECKING:

        def __getattr__(self, name):
            if name == "_handle":
                raise ValueError(f"this {type(self).__name__} is closed")
            raise AttributeError(f"{type(self).__name__!r} object has no attribute {name!r}")


_Self = TypeVar("_Self", bound=_Object)


class _Closable(_Object):
    """An object that a with statement closes."""

    __slots__ = ()

    def close(self) -> None:
        """Ends the C object as soon as no call uses it any more. Closing again does nothing."""
        self._shut()

    def __enter__(self: _Open) -> _Open:
        return self

    def __exit__(self, *error: object) -> None:
        self.close()


_Open = TypeVar("_Open", bound=_Closable)


class _Form:
    """How a C object of SIZE bytes holds a value, which it is read from and written to."""

    size = ctypes.sizeof(ctypes.c_void_p)
    owns = False

    def read(self, at: int) -> Any:
        """The value of the object at address AT."""
        raise NotImplementedError

    def write(self, at: int, value: Any, name: str, keep: List[Any]) -> None:
        """Makes the zeroed object at AT; what it points to lives as long as KEEP."""
        raise NotImplementedError

    def read_all(self, at: int, count: int) -> List[Any]:
        """The values of COUNT objects in a row."""
        return [self.read(at + i * self.size) for i in range(count)]

    def write_all(self, at: int, values: Any, name: str, keep: List[Any]) -> None:
        """Makes one object for each of VALUES, in a row."""
        for i, value in enumerate(values):
            self.write(at + i * self.size, value, f"{name}[{i}]", keep)

    def free(self, at: int) -> None:
        """Frees what the object at AT owns."""

    def prepare(self, at: int) -> None:
        """Fills in what callers do not see."""

    def make(self, value: Any, name: str, keep: List[Any]) -> int:
        """The address of a new object."""
        at = self.memory(self.size, keep)
        self.write(at, value, name, keep)
        return at

    @staticmethod
    def memory(size: int, keep: List[Any]) -> int:
        """The address of SIZE zeroed bytes that live as long as KEEP."""
        memory = (ctypes.c_uint64 * (size // 8 + 1))()
        keep.append(memory)
        return ctypes.addressof(memory)

    @staticmethod
    def address(pointer: Any) -> int:
        """POINTER as a number, 0 if it is NULL."""
        if pointer is None or isinstance(pointer, int):
            return pointer or 0
        return ctypes.cast(pointer, ctypes.c_void_p).value or 0

    @staticmethod
    def load(at: int) -> int:
        """The pointer at address AT."""
        return ctypes.c_void_p.from_address(at).value or 0

    @staticmethod
    def store(at: int, pointer: int) -> None:
        ctypes.c_void_p.from_address(at).value = pointer

    @staticmethod
    def promised(pointer: int, nullable: bool) -> int:
        """POINTER, which only may be NULL if it is NULLABLE."""
        if not pointer and not nullable:
            raise ValueError("C gave NULL where it promised not to")
        return pointer


class _Encoding:
    """How a text is stored: its name in Python, "locale" or "bytes", and the bytes of a unit."""

    def __init__(self, name: str, unit: int = 1) -> None:
        if unit > 1:
            name = f"utf-{8 * unit}-{'le' if sys.byteorder == 'little' else 'be'}"
        self.name, self.unit = name, unit

    def decode(self, data: bytes) -> Any:
        if self.name == "bytes":
            return data
        return os.fsdecode(data) if self.name == "locale" else data.decode(self.name)

    def encode(self, value: Any, name: str) -> bytes:
        wanted = bytes if self.name == "bytes" else str
        if not isinstance(value, wanted):
            raise TypeError(f"{name} must be {wanted.__name__}, not {type(value).__name__}")
        if isinstance(value, bytes):
            return value
        return os.fsencode(value) if self.name == "locale" else bytes(value.encode(self.name))

    def up_to_nul(self, at: int, limit: Optional[int] = None) -> bytes:
        """The bytes at AT in front of the NUL, LIMIT at most."""
        if self.unit == 1 and limit is None:
            return ctypes.string_at(at)
        size = 0
        while (limit is None or size < limit) and any(ctypes.string_at(at + size, self.unit)):
            size += self.unit
        return ctypes.string_at(at, size)

    def ended(self, value: Any, name: str) -> bytes:
        """VALUE and its NUL, which is the only one."""
        data = self.encode(value, name) + bytes(self.unit)
        if ("\0" if isinstance(value, str) else b"\0") in value:
            raise ValueError(f"{name} must not hold a null character")
        return data


class _Number(_Form):
    """An integer, bool or float; WRAP makes an enumeration of it."""

    def __init__(self, kind: Any, wrap: Any = None) -> None:
        self.kind, self.wrap, self.size = kind, wrap, ctypes.sizeof(kind)

    def read(self, at: int) -> Any:
        value = self.kind.from_address(at).value
        return value if self.wrap is None else self.wrap(value)

    def write(self, at: int, value: Any, name: str, keep: List[Any]) -> None:
        memory = self.kind.from_address(at)
        memory.value = value
        if _is_lost(self.read(at), value):
            raise OverflowError(f"{name}: {value} does not fit into C's {self.kind.__name__[2:]}")

    def read_all(self, at: int, count: int) -> List[Any]:
        values: List[Any] = (self.kind * count).from_address(at)[:]
        return values if self.wrap is None else [self.wrap(value) for value in values]

    def write_all(self, at: int, values: Any, name: str, keep: List[Any]) -> None:
        memory = (self.kind * len(values)).from_address(at)
        memory[:] = given = list(values)
        if self.wrap is not None or memory[:] != given:
            super().write_all(at, values, name, keep)


class _Text(_Form):
    """A pointer to a text that a NUL ends."""

    def __init__(
        self, encoding: _Encoding, nullable: bool = False, release: Any = None
    ) -> None:
        self.encoding, self.nullable, self.release = encoding, nullable, release
        self.owns = release is not None

    def read(self, at: int) -> Any:
        pointer = self.promised(self.load(at), self.nullable)
        return self.encoding.decode(self.encoding.up_to_nul(pointer)) if pointer else None

    def read_many(self, pointer: int, size: int) -> Any:
        """SIZE bytes of it at POINTER."""
        if not pointer and self.nullable:
            return None
        return self.encoding.decode(_bytes_at(pointer, size))

    def write(self, at: int, value: Any, name: str, keep: List[Any]) -> None:
        if value is None and self.nullable:
            return
        if not isinstance(value, (str, bytes)):
            self.encoding.encode(value, name)
        data = self.encoding.ended(value, name)
        pointer = self.memory(len(data), keep)
        ctypes.memmove(pointer, data, len(data))
        self.store(at, pointer)

    def make_many(self, value: Any, name: str, keep: List[Any]) -> Any:
        """The address and the number of bytes of a text that may hold any character."""
        if value is None and self.nullable:
            return 0, 0
        data = self.encoding.encode(value, name)
        pointer = self.memory(len(data) + self.encoding.unit, keep)
        ctypes.memmove(pointer, data, len(data))
        return pointer, len(data)

    def free(self, at: int) -> None:
        pointer = self.load(at)
        if pointer and self.release:
            self.release(pointer)


class _Option(_Form):
    """FORM at VALUE_AT is there if the tag is THERE, or anything but 0 if that is None."""

    def __init__(
        self, size: int, tag: Any, tag_at: int, there: Optional[int], form: _Form, value_at: int
    ) -> None:
        self.size, self.tag, self.tag_at, self.there = size, _Number(tag), tag_at, there
        self.form, self.value_at, self.owns = form, value_at, form.owns

    def is_there(self, at: int) -> bool:
        tag = self.tag.read(at + self.tag_at)
        return bool(tag) if self.there is None else bool(tag == self.there)

    def read(self, at: int) -> Any:
        return self.form.read(at + self.value_at) if self.is_there(at) else None

    def write(self, at: int, value: Any, name: str, keep: List[Any]) -> None:
        if value is None:
            if self.there == 0:
                self.tag.write(at + self.tag_at, 1, name, keep)
            return
        self.tag.write(at + self.tag_at, 1 if self.there is None else self.there, name, keep)
        self.form.write(at + self.value_at, value, name, keep)

    def free(self, at: int) -> None:
        if self.is_there(at):
            self.form.free(at + self.value_at)


class _Tagged(_Form):
    """A tag at TAG_AT, and for each value of it a form and where that lies, or nothing."""

    def __init__(
        self,
        size: int,
        kind: Any,
        tag: _Number,
        tag_at: int,
        cases: Dict[int, Optional[Tuple[_Form, int]]],
    ) -> None:
        self.size, self.kind, self.tag, self.tag_at = size, kind, tag, tag_at
        self.cases = cases
        self.owns = any(case[0].owns for case in cases.values() if case)

    def read(self, at: int) -> Any:
        tag = self.tag.read(at + self.tag_at)
        case = self.cases.get(tag)
        return self.kind(tag, case[0].read(at + case[1]) if case else None)

    def write(self, at: int, value: Any, name: str, keep: List[Any]) -> None:
        tag, held = value
        if tag not in self.cases:
            raise ValueError(f"{name}: there is no case {tag}")
        case = self.cases[tag]
        if case:
            case[0].write(at + case[1], held, name, keep)
        elif held is not None:
            raise TypeError(f"{name}: {tag} holds no value")
        self.tag.write(at + self.tag_at, tag, name, keep)

    def free(self, at: int) -> None:
        case = self.cases.get(self.tag.read(at + self.tag_at))
        if case:
            case[0].free(at + case[1])


class _Field:
    """A field called NAME; LENGTH counts what it points to."""

    def __init__(self, name: str, form: Any, at: int, length: Optional[Any] = None) -> None:
        self.name, self.form, self.at, self.length = name, form, at, length

    def read(self, at: int) -> Any:
        if self.length is None:
            return self.form.read(at + self.at)
        return self.form.read_many(_Form.load(at + self.at), self.length.read(at))

    def write(self, at: int, value: Any, name: str, keep: List[Any]) -> None:
        if self.length is None:
            self.form.write(at + self.at, value, name, keep)
            return
        pointer, count = self.form.make_many(value, name, keep)
        _Form.store(at + self.at, pointer)
        self.length.write(at, count, name)

    def free(self, at: int) -> None:
        if self.length is None:
            self.form.free(at + self.at)
            return
        pointer = _Form.load(at + self.at)
        if hasattr(self.form, "free_many"):
            self.form.free_many(pointer, self.length.read(at))
        if pointer and self.form.release:
            self.form.release(pointer)


class _Compound(_Form):
    """A struct that is an instance of KIND; FIXED are fields that hold the same in all of them."""

    def __init__(
        self,
        size: int,
        kind: Any,
        fixed: List[Tuple[Any, int, Any]],
        fields: List[_Field],
    ) -> None:
        self.size, self.kind, self.fields, self.fixed = size, kind, fields, fixed
        self.owns = any(field.form.owns for field in fields)

    def prepare(self, at: int) -> None:
        for kind, where, value in self.fixed:
            kind.from_address(at + where).value = value

    def read(self, at: int) -> Any:
        return self.kind(*[field.read(at) for field in self.fields])

    def write(self, at: int, value: Any, name: str, keep: List[Any]) -> None:
        if not isinstance(value, self.kind):
            raise TypeError(f"{name} must be {self.kind.__name__}, not {type(value).__name__}")
        self.prepare(at)
        for field in self.fields:
            field.write(at, getattr(value, field.name), f"{name}.{field.name}", keep)

    def free(self, at: int) -> None:
        for field in self.fields:
            field.free(at)


Each = Callable[[int], int]
"""It came with version 1.5. Deprecated: use standing_watcher"""


def _run_standing_each(user: _Pointer, n: int) -> int:
    closure = _closures.get(user)
    if closure is None or closure.error is not None:
        return 0
    try:
        result = _index(closure.function(n))
        if result < -0x3FFFFFFF or result > 0x3FFFFFFF:
            _check_result(result, -0x80000000, 0x7FFFFFFF)
        return result
    except BaseException as error:
        closure.failed(error)
        return 0


_call_standing_each = raw.standing_each(_run_standing_each)
_stays(_call_standing_each)


def _run_standing_watcher_seen(user: _Pointer, n: int) -> int:
    closure = _closures.get(user)
    if closure is None or closure.error is not None:
        return 0
    try:
        result = _index(closure.function[0](n))
        if result < -0x3FFFFFFF or result > 0x3FFFFFFF:
            _check_result(result, -0x80000000, 0x7FFFFFFF)
        return result
    except BaseException as error:
        closure.failed(error)
        return 0


_call_standing_watcher_seen = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.c_void_p, ctypes.c_int)(
    _run_standing_watcher_seen
)
_stays(_call_standing_watcher_seen)


def _run_standing_watcher_noticed(user: _Pointer, n: int) -> int:
    closure = _closures.get(user)
    if closure is None or closure.error is not None:
        return 0
    try:
        result = _index(closure.function[1](n))
        if result < -0x3FFFFFFF or result > 0x3FFFFFFF:
            _check_result(result, -0x80000000, 0x7FFFFFFF)
        return result
    except BaseException as error:
        closure.failed(error)
        return 0


_call_standing_watcher_noticed = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.c_void_p, ctypes.c_int)(
    _run_standing_watcher_noticed
)
_stays(_call_standing_watcher_noticed)


class Watcher(Protocol):
    """Watches.

    It came with version 1.8. Deprecated: do not watch

    May also have: noticed().

    noticed(): It came with version 1.7. Deprecated.
    """

    def seen(self, n: int) -> int:
        """Sees a number.

        It came with version 1.6. Deprecated: use noticed
        """
        ...


def _functions_of_watcher(implemented: Any) -> Any:
    return (
        (implemented.seen, "Watcher.seen", False),
        (getattr(implemented, "noticed", None), "Watcher.noticed", True),
    )


def _struct_of_watcher(closure: Any) -> Any:
    functions = WatcherStruct()
    functions.user = closure.key
    functions.seen = ctypes.cast(_call_standing_watcher_seen, ctypes.c_void_p)
    if closure.function[1] is not None:
        functions.noticed = ctypes.cast(_call_standing_watcher_noticed, ctypes.c_void_p)
    closure.pointer = functions
    return functions


class _BoxHandle(_Handle):
    """The C object of a Box."""

    _end = raw.standing_box_free


class Box(_Closable):
    """Holds things.

    It came with version 1.3. Deprecated: use a bag
    """

    __slots__ = ()

    def __init__(self) -> None:
        """Calls standing_box_new().

        Raises:
            StandingError: if it fails
        """
        warnings.warn("standing_box is deprecated: use a bag", DeprecationWarning, stacklevel=2)
        pointer = raw.standing_box_new()
        if not pointer:
            raise StandingError("standing_box_new() failed")
        self._handle = _BoxHandle(pointer)

    def close(self) -> None:
        """Calls standing_box_free()."""
        super().close()

    @property
    def level(self) -> int:
        """How full it is.

        Deprecated: weigh it
        """
        warnings.warn(
            "standing_box_level is deprecated: weigh it", DeprecationWarning, stacklevel=2
        )
        return raw.standing_box_level(self._handle)

    def speed(self, speed: Speed) -> int:
        """Calls standing_box_speed()."""
        if not isinstance(speed, int) or not 0 <= speed <= 0xFFFFFFFF:
            speed = _integer("speed", speed, 0, 0xFFFFFFFF, "enum standing_speed")
        return raw.standing_box_speed(self._handle, speed)

    def equal(self, b: Box) -> bool:
        """Calls standing_box_equal().

        Deprecated: weigh them
        """
        warnings.warn(
            "standing_box_equal is deprecated: weigh them", DeprecationWarning, stacklevel=2
        )
        _check_object(b, Box, "b")
        return raw.standing_box_equal(self._handle, b._handle)

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Box):
            return NotImplemented
        return self.equal(other) != 0


def worth(p: Point, mode: Mode = Mode(2)) -> int:
    """What it is worth.

    It came with version 2.0: a library may lack it.
    """
    if not isinstance(mode, int) or not 0 <= mode <= 0xFFFFFFFF:
        mode = _integer("mode", mode, 0, 0xFFFFFFFF, "enum standing_mode")
    return raw.standing_worth(p, mode)


def bare() -> int:
    """Calls standing_bare().

    It came with version 2.0: a library may lack it.
    """
    return raw.standing_bare()


def price(note: Note) -> int:
    """Calls standing_price().

    Deprecated: use standing_worth
    """
    warnings.warn(
        "standing_price is deprecated: use standing_worth", DeprecationWarning, stacklevel=2
    )
    keep: List[Any] = []
    note_pointer = _form_of_note_struct.make(note, "note", keep)
    note_pointer_typed = ctypes.cast(note_pointer, ctypes.POINTER(_NoteStruct))
    return raw.standing_price(note_pointer_typed)


def take() -> Optional[Ticket]:
    """Calls standing_take()."""
    result = raw.standing_take()
    return None if result == -1 else Ticket(result)


def call(each: Each) -> int:
    """Calls standing_call()."""
    with _Closure(each, "each") as closure:
        result = raw.standing_call(_call_standing_each, closure.key)
    closure.reraise()
    return result


def watch(watcher: Watcher) -> int:
    """Calls standing_watch()."""
    if watcher is None:
        raise _none("watcher")
    with _Methods(*_functions_of_watcher(watcher)) as closure:
        result = raw.standing_watch(ctypes.byref(_struct_of_watcher(closure)))
    closure.reraise()
    return result


def ask(past: Past, both: Both, gift: Present) -> Optional[int]:
    """Calls standing_ask()."""
    if both is None:
        raise _none("both")
    if gift is None:
        raise _none("gift")
    result = raw.standing_ask(past, both, gift)
    value: Optional[int]
    value = _form_of_maybe.read(ctypes.addressof(result))
    return value


def tie(pair: Pair) -> int:
    """Calls standing_tie()."""
    keep: List[Any] = []
    pair_pointer = _form_of_pair_struct.make(pair, "pair", keep)
    pair_pointer_typed = ctypes.cast(pair_pointer, ctypes.POINTER(_PairStruct))
    return raw.standing_tie(pair_pointer_typed)


def draw(shape: Shape) -> int:
    """Calls standing_draw()."""
    keep: List[Any] = []
    shape_pointer = _form_of_shape_struct.make(shape, "shape", keep)
    shape_pointer_typed = ctypes.cast(shape_pointer, ctypes.POINTER(_ShapeStruct))
    return raw.standing_draw(shape_pointer_typed)


def next(n: int) -> int:
    """Adds one.

    Deprecated: write + 1
    """
    warnings.warn("standing_next is deprecated: write + 1", DeprecationWarning, stacklevel=2)
    if not isinstance(n, int) or not -0x80000000 <= n <= 0x7FFFFFFF:
        n = _integer("n", n, -0x80000000, 0x7FFFFFFF, "int")
    return raw.standing_next(n)


def spoil() -> None:
    """Calls standing_spoil().

    Raises:
        Error: if it fails
    """
    status = raw.standing_spoil()
    if status != 0:
        raise _error(status)


_form_of_note_struct = _Compound(
    16,
    Note,
    [],
    [
        _Field("text", _Text(_Encoding("utf-8")), 0),
        _Field("other", _Text(_Encoding("utf-8"), nullable=True), 8),
    ],
)
_form_of_maybe = _Option(8, ctypes.c_bool, 0, None, _Number(ctypes.c_int), 4)
_form_of_pair_struct = _Compound(
    16,
    Pair,
    [],
    [
        _Field("text", _Text(_Encoding("utf-8")), 0),
        _Field("n", _Number(ctypes.c_int), 8),
    ],
)
_form_of_shape_struct = _Tagged(
    16,
    Shape,
    _Number(ctypes.c_uint, Mode),
    0,
    {
        Mode.PLAIN: (_Number(ctypes.c_int), 8),
        Mode.NEW: (_Number(ctypes.c_double), 8),
        Mode.OLD: None,
        Mode.OLDER: None,
        Mode.BRIEF: None,
    },
)

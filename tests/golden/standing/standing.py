"""The C library standing."""
# Made by ffirender from the description that the compiler wrote; changes will be lost.

from __future__ import annotations

import ctypes
import dataclasses
import enum
import operator
import os
import sys
import warnings
from typing import Any, Callable, List, Optional, Sequence, Tuple

__all__ = [
    "Mode",
    "Note",
    "Point",
    "StandingError",
    "bare",
    "price",
    "raw",
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


def _integer(name: str, value: Any, low: int, high: int, kind: str) -> Any:
    """VALUE, which is no int or none of LOW to HIGH, as an int if it can be one."""
    try:
        number = operator.index(value)
    except TypeError:
        raise TypeError(f"{name} must be int, not {type(value).__name__}") from None
    if not low <= number <= high:
        raise OverflowError(f"{name}: {number} does not fit into C's {kind}")
    return number


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


class Point(ctypes.Structure):
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
        ("many", ctypes.c_int * 2),
    ]

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
        if not isinstance(x, int) or not -0x80000000 <= x <= 0x7FFFFFFF:
            x = _integer("x", x, -0x80000000, 0x7FFFFFFF, "int")
        self.x = x
        if not isinstance(y, int) or not -0x80000000 <= y <= 0x7FFFFFFF:
            y = _integer("y", y, -0x80000000, 0x7FFFFFFF, "int")
        self.y = y
        if not isinstance(z, int) or not -0x80000000 <= z <= 0x7FFFFFFF:
            z = _integer("z", z, -0x80000000, 0x7FFFFFFF, "int")
        self.z = z
        self.flat = flat
        self.kind = kind
        self.mode = mode
        if many is not None:
            self.many = type(self.many)(*many)

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


@dataclasses.dataclass
class Note:
    """What has a text.

    Attributes:
        text: Deprecated: use the other
        other: It came with version 2.0. Deprecated: use neither
    """

    text: str
    other: Optional[str]


if ctypes.sizeof(ctypes.c_void_p) != 8 or sys.byteorder != "little":
    raise ImportError("this module is made for x86_64-linux-gnu", name=__name__)

_library = _open_library("STANDING_LIBRARY", "libstanding.so")


class raw:
    """The C functions themselves: nothing is checked, nothing is freed."""

    standing_worth: Callable[[Point, int], int] = _since(
        "2.0", "standing_worth", ctypes.c_int, _PointByValue, ctypes.c_uint
    )
    standing_bare: Callable[[], int] = _since("2.0", "standing_bare", ctypes.c_int)
    standing_price: Callable[[_Pointer], int] = _function(
        "standing_price", ctypes.c_int, ctypes.POINTER(_NoteStruct)
    )


if _missing:
    raise ImportError(f"{_library._name} lacks {', '.join(_missing)}", name=__name__)


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
        if ("\0" if isinstance(value, str) else b"\0") in value:
            raise ValueError(f"{name} must not hold a null character")
        return self.encode(value, name) + bytes(self.unit)


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


_form_of_note_struct = _Compound(
    16,
    Note,
    [],
    [
        _Field("text", _Text(_Encoding("utf-8")), 0),
        _Field("other", _Text(_Encoding("utf-8"), nullable=True), 8),
    ],
)

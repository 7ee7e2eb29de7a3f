"""The C library crowded."""
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
import weakref
from typing import (
    Any,
    Callable,
    ClassVar,
    Dict,
    List,
    NamedTuple,
    Optional,
    Protocol,
    TYPE_CHECKING,
    Tuple,
    Type,
    TypeVar,
)

__all__ = [
    "Box",
    "BoxStruct",
    "CrowdedError",
    "Encoding",
    "Hook",
    "HookHandle",
    "ISink",
    "ISinkFlush",
    "Kind",
    "Shape",
    "ShapeLine",
    "Sink",
    "SinkFunctions",
    "SinkStruct",
    "Task",
    "Visit",
    "VisitNative",
    "close",
    "each",
    "equals",
    "loader",
    "pack",
    "raw",
    "raw_",
    "run",
    "shape_of",
    "write",
]

# What ctypes takes for a C pointer: None, byref(), pointer(), an array, an address.
_Pointer = Any


class CrowdedError(Exception):
    """What goes wrong in crowded."""


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


class Kind(_OpenEnum):
    """C's enum crowded_kind."""

    LINE = 0
    DISC = 1


class _BoxStruct(_Limited, ctypes.Structure):
    """C's crowded_box."""

    text: _Pointer
    size: int

    _fields_ = [
        ("text", ctypes.c_char_p),
        ("size", ctypes.c_int),
    ]
    _limits_: ClassVar[Dict[str, Any]] = {
        "size": (_integer, -0x80000000, 0x7FFFFFFF, "int"),
    }

    def __init__(self, text: _Pointer = None, size: int = 0) -> None:
        super().__init__()
        if text is not None:
            self.text = text
        self.size = size

    def __repr__(self) -> str:
        return f"_BoxStruct(text={self.text!r}, size={self.size!r})"

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, _BoxStruct):
            return NotImplemented
        return bool(self.text) == bool(other.text) and self.size == other.size


class BoxStruct(_Limited, ctypes.Structure):
    """C's crowded_box_struct."""

    width: int

    _fields_ = [
        ("width", ctypes.c_int),
    ]
    _limits_: ClassVar[Dict[str, Any]] = {
        "width": (_integer, -0x80000000, 0x7FFFFFFF, "int"),
    }

    def __init__(self, width: int = 0) -> None:
        super().__init__(width)

    def __repr__(self) -> str:
        return f"BoxStruct(width={self.width!r})"

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, BoxStruct):
            return NotImplemented
        return self.width == other.width


class HookHandle(_Limited, ctypes.Structure):
    """C's crowded_hook_handle."""

    length: int

    _fields_ = [
        ("length", ctypes.c_int),
    ]
    _limits_: ClassVar[Dict[str, Any]] = {
        "length": (_integer, -0x80000000, 0x7FFFFFFF, "int"),
    }

    def __init__(self, length: int = 0) -> None:
        super().__init__(length)

    def __repr__(self) -> str:
        return f"HookHandle(length={self.length!r})"

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, HookHandle):
            return NotImplemented
        return self.length == other.length


class _CrowdedShapeAs(_Limited, ctypes.Union):
    """C's struct crowded_shape/as."""

    line: int
    disc: int

    _fields_ = [
        ("line", ctypes.c_int),
        ("disc", ctypes.c_int),
    ]
    _limits_: ClassVar[Dict[str, Any]] = {
        "line": (_integer, -0x80000000, 0x7FFFFFFF, "int"),
        "disc": (_integer, -0x80000000, 0x7FFFFFFF, "int"),
    }

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, _CrowdedShapeAs):
            return NotImplemented
        return bytes(self) == bytes(other)


class _ShapeStruct(ctypes.Structure):
    """C's struct crowded_shape."""

    _kind: int
    as_: _CrowdedShapeAs

    _fields_ = [
        ("_kind", ctypes.c_uint),
        ("as_", _CrowdedShapeAs),
    ]

    def __init__(self, kind: Kind = Kind(0), as_: Optional[_CrowdedShapeAs] = None) -> None:
        super().__init__()
        self.kind = kind
        if as_ is not None:
            self.as_ = as_

    @property
    def kind(self) -> Kind:
        return Kind(self._kind)

    @kind.setter
    def kind(self, value: Kind) -> None:
        if not isinstance(value, int) or not 0 <= value <= 0xFFFFFFFF:
            value = _integer("kind", value, 0, 0xFFFFFFFF, "enum crowded_kind")
        self._kind = value

    def __repr__(self) -> str:
        return f"_ShapeStruct(kind={self.kind!r}, as_={self.as_!r})"

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, _ShapeStruct):
            return NotImplemented
        return self.kind == other.kind and self.as_ == other.as_


class _ShapeStructByValue(ctypes.Structure):
    """What travels as C's struct crowded_shape does."""

    _fields_ = [
        ("unit_0", ctypes.c_uint),
        ("unit_1", ctypes.c_uint),
    ]

    @classmethod
    def from_param(cls, value: Any) -> Any:
        if not isinstance(value, _ShapeStruct):
            raise TypeError(f"expected _ShapeStruct, not {type(value).__name__}")
        return cls.from_buffer(value)

    @staticmethod
    def returned(value: Any, *call: Any) -> Any:
        return _ShapeStruct.from_buffer(value)


class ShapeLine(_Limited, ctypes.Structure):
    """C's crowded_shape_line."""

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
        return f"ShapeLine(x={self.x!r})"

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, ShapeLine):
            return NotImplemented
        return self.x == other.x


class SinkStruct(ctypes.Structure):
    """C's struct crowded_sink."""

    user: _Pointer
    write: _Pointer
    flush: _Pointer
    close_: _Pointer

    _fields_ = [
        ("user", ctypes.c_void_p),
        ("write", ctypes.c_void_p),
        ("flush", ctypes.c_void_p),
        ("close_", ctypes.c_void_p),
    ]

    def __init__(
        self,
        user: _Pointer = None,
        write: _Pointer = None,
        flush: _Pointer = None,
        close_: _Pointer = None,
    ) -> None:
        super().__init__()
        if user is not None:
            self.user = user
        if write is not None:
            self.write = write
        if flush is not None:
            self.flush = flush
        if close_ is not None:
            self.close_ = close_

    def __repr__(self) -> str:
        return (
            f"SinkStruct(user={self.user!r}, "
            f"write={self.write!r}, "
            f"flush={self.flush!r}, "
            f"close_={self.close_!r})"
        )

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, SinkStruct):
            return NotImplemented
        return (
            bool(self.user) == bool(other.user)
            and bool(self.write) == bool(other.write)
            and bool(self.flush) == bool(other.flush)
            and bool(self.close_) == bool(other.close_)
        )


class ISink(_Limited, ctypes.Structure):
    """C's crowded_i_sink."""

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
        return f"ISink(x={self.x!r})"

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, ISink):
            return NotImplemented
        return self.x == other.x


class ISinkFlush(_Limited, ctypes.Structure):
    """C's crowded_i_sink_flush."""

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
        return f"ISinkFlush(x={self.x!r})"

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, ISinkFlush):
            return NotImplemented
        return self.x == other.x


class SinkFunctions(_Limited, ctypes.Structure):
    """C's crowded_sink_functions."""

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
        return f"SinkFunctions(x={self.x!r})"

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, SinkFunctions):
            return NotImplemented
        return self.x == other.x


class VisitNative(_Limited, ctypes.Structure):
    """C's crowded_visit_native."""

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
        return f"VisitNative(x={self.x!r})"

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, VisitNative):
            return NotImplemented
        return self.x == other.x


class Task(_Limited, ctypes.Structure):
    """C's crowded_task."""

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
        return f"Task(x={self.x!r})"

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Task):
            return NotImplemented
        return self.x == other.x


class Encoding(_Limited, ctypes.Structure):
    """C's crowded_encoding."""

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
        return f"Encoding(x={self.x!r})"

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Encoding):
            return NotImplemented
        return self.x == other.x


@dataclasses.dataclass
class Box:
    """C's crowded_box."""

    text: str
    size: int = 0


class Shape(NamedTuple):
    """C's struct crowded_shape."""

    kind: Kind
    value: int


if ctypes.sizeof(ctypes.c_void_p) != 8 or sys.byteorder != "little":
    raise ImportError("this module is made for x86_64-linux-gnu", name=__name__)

_library = _open_library("CROWDED_LIBRARY", "libcrowded.so")


class raw:
    """The C functions themselves: nothing is checked, nothing is freed."""

    crowded_visit = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.c_int)

    crowded_pack: Callable[[_Pointer, BoxStruct], _BoxStruct] = _function(
        "crowded_pack", _BoxStruct, ctypes.c_char_p, BoxStruct
    )
    crowded_hook_new: Callable[[HookHandle], Optional[int]] = _function(
        "crowded_hook_new", ctypes.c_void_p, HookHandle
    )
    crowded_hook_free: Callable[[_Pointer], None] = _function(
        "crowded_hook_free", None, ctypes.c_void_p
    )
    crowded_hook_close: Callable[[_Pointer, int], None] = _function(
        "crowded_hook_close", None, ctypes.c_void_p, ctypes.c_int
    )
    crowded_close: Callable[[int], int] = _function("crowded_close", ctypes.c_int, ctypes.c_int)
    crowded_shape_of: Callable[[ShapeLine], _ShapeStruct] = _function(
        "crowded_shape_of", _ShapeStructByValue, ShapeLine
    )
    crowded_write: Callable[[_Pointer, ISink, ISinkFlush, SinkFunctions], int] = _function(
        "crowded_write",
        ctypes.c_int,
        ctypes.POINTER(SinkStruct),
        ISink,
        ISinkFlush,
        SinkFunctions,
    )
    crowded_each: Callable[[_Pointer, VisitNative], int] = _function(
        "crowded_each", ctypes.c_int, crowded_visit, VisitNative
    )
    crowded_run: Callable[[Encoding], Task] = _function("crowded_run", Task, Encoding)
    Raw: Callable[[], None] = _function("Raw", None)
    Equals: Callable[[int, int], int] = _function(
        "Equals", ctypes.c_int, ctypes.c_int, ctypes.c_int
    )
    Loader: Callable[[], None] = _function("Loader", None)


if _missing:
    raise ImportError(f"{_library._name} lacks {', '.join(_missing)}", name=__name__)
setattr(raw.crowded_shape_of, "errcheck", _ShapeStructByValue.returned)


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


Visit = Callable[[int], int]


def _run_crowded_visit(closure: _Closure, x: int) -> int:
    if closure.error is not None:
        return 0
    try:
        result = _index(closure.function(x))
        if result < -0x3FFFFFFF or result > 0x3FFFFFFF:
            _check_result(result, -0x80000000, 0x7FFFFFFF)
        return result
    except BaseException as error:
        closure.failed(error)
        return 0


def _make_crowded_visit(closure: _Closure) -> Any:
    return raw.crowded_visit(functools.partial(_run_crowded_visit, closure))


def _run_crowded_sink_write(user: _Pointer, line: int) -> int:
    closure = _closures.get(user)
    if closure is None or closure.error is not None:
        return 0
    try:
        result = _index(closure.function[0](line))
        if result < -0x3FFFFFFF or result > 0x3FFFFFFF:
            _check_result(result, -0x80000000, 0x7FFFFFFF)
        return result
    except BaseException as error:
        closure.failed(error)
        return 0


_call_crowded_sink_write = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.c_void_p, ctypes.c_int)(
    _run_crowded_sink_write
)
_stays(_call_crowded_sink_write)


def _run_crowded_sink_flush(user: _Pointer) -> int:
    closure = _closures.get(user)
    if closure is None or closure.error is not None:
        return 0
    try:
        result = _index(closure.function[1]())
        if result < -0x3FFFFFFF or result > 0x3FFFFFFF:
            _check_result(result, -0x80000000, 0x7FFFFFFF)
        return result
    except BaseException as error:
        closure.failed(error)
        return 0


_call_crowded_sink_flush = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.c_void_p)(_run_crowded_sink_flush)
_stays(_call_crowded_sink_flush)


def _run_crowded_sink_close(user: _Pointer) -> None:
    closure = _closures.get(user)
    if closure is None or closure.error is not None:
        return None
    try:
        closure.function[2]()
    except BaseException as error:
        closure.failed(error)


_call_crowded_sink_close = ctypes.CFUNCTYPE(None, ctypes.c_void_p)(_run_crowded_sink_close)
_stays(_call_crowded_sink_close)


class Sink(Protocol):
    """What C calls as crowded_sink.

    May also have: flush().
    """

    def write(self, line: int) -> int:
        ...

    def close(self) -> None:
        ...


def _functions_of_sink(implemented: Any) -> Any:
    return (
        (implemented.write, "Sink.write", False),
        (getattr(implemented, "flush", None), "Sink.flush", True),
        (implemented.close, "Sink.close", False),
    )


def _struct_of_sink(closure: Any) -> Any:
    functions = SinkStruct()
    functions.user = closure.key
    functions.write = ctypes.cast(_call_crowded_sink_write, ctypes.c_void_p)
    if closure.function[1] is not None:
        functions.flush = ctypes.cast(_call_crowded_sink_flush, ctypes.c_void_p)
    functions.close_ = ctypes.cast(_call_crowded_sink_close, ctypes.c_void_p)
    closure.pointer = functions
    return functions


class _HookHandle(_Handle):
    """The C object of a Hook."""

    _end = raw.crowded_hook_free


class Hook(_Closable):
    """C's crowded_hook."""

    __slots__ = ()

    def __init__(self, handle: HookHandle) -> None:
        """Calls crowded_hook_new().

        Raises:
            CrowdedError: if it fails
        """
        pointer = raw.crowded_hook_new(handle)
        if not pointer:
            raise CrowdedError("crowded_hook_new() failed")
        self._handle = _HookHandle(pointer)

    def close(self) -> None:
        """Calls crowded_hook_free()."""
        super().close()

    def close_(self, close: int) -> None:
        """Calls crowded_hook_close()."""
        if not isinstance(close, int) or not -0x80000000 <= close <= 0x7FFFFFFF:
            close = _integer("close", close, -0x80000000, 0x7FFFFFFF, "int")
        raw.crowded_hook_close(self._handle, close)


def pack(text: str, room: BoxStruct) -> Box:
    """Calls crowded_pack()."""
    result = raw.crowded_pack(_encode(text, "text"), room)
    value: Box
    value = _form_of_box_struct.read(ctypes.addressof(result))
    return value


def close(close: int) -> int:
    """Calls crowded_close()."""
    if not isinstance(close, int) or not -0x80000000 <= close <= 0x7FFFFFFF:
        close = _integer("close", close, -0x80000000, 0x7FFFFFFF, "int")
    return raw.crowded_close(close)


def shape_of(line: ShapeLine) -> Shape:
    """Calls crowded_shape_of()."""
    result = raw.crowded_shape_of(line)
    value: Shape
    value = _form_of_shape_struct.read(ctypes.addressof(result))
    return value


def write(sink: Sink, a: ISink, b: ISinkFlush, c: SinkFunctions) -> int:
    """Calls crowded_write()."""
    if sink is None:
        raise _none("sink")
    with _Methods(*_functions_of_sink(sink)) as closure:
        result = raw.crowded_write(ctypes.byref(_struct_of_sink(closure)), a, b, c)
    closure.reraise()
    return result


def each(visit: Visit, native: VisitNative) -> int:
    """Calls crowded_each()."""
    with _Closure(visit, "visit") as closure:
        result = raw.crowded_each(_make_crowded_visit(closure), native)
    closure.reraise()
    return result


def run(encoding: Encoding) -> Task:
    """Calls crowded_run()."""
    return raw.crowded_run(encoding)


def raw_() -> None:
    """Calls Raw()."""
    raw.Raw()


def equals(a: int, b: int) -> int:
    """Calls Equals()."""
    if not isinstance(a, int) or not -0x80000000 <= a <= 0x7FFFFFFF:
        a = _integer("a", a, -0x80000000, 0x7FFFFFFF, "int")
    if not isinstance(b, int) or not -0x80000000 <= b <= 0x7FFFFFFF:
        b = _integer("b", b, -0x80000000, 0x7FFFFFFF, "int")
    return raw.Equals(a, b)


def loader() -> None:
    """Calls Loader()."""
    raw.Loader()


_form_of_box_struct = _Compound(
    16,
    Box,
    [],
    [
        _Field("text", _Text(_Encoding("utf-8")), 0),
        _Field("size", _Number(ctypes.c_int), 8),
    ],
)
_form_of_shape_struct = _Tagged(
    8,
    Shape,
    _Number(ctypes.c_uint, Kind),
    0,
    {
        Kind.LINE: (_Number(ctypes.c_int), 4),
        Kind.DISC: (_Number(ctypes.c_int), 4),
    },
)

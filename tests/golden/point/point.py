"""Clouds of points in the plane.

A small library that has one of everything a C interface is made of, annotated so that its bindings
are written by the compiler.
"""
# Made by ffirender from the description that the compiler wrote; changes will be lost.

from __future__ import annotations

import ctypes
import enum
import operator
import os
import sys
import weakref
from typing import (
    Any,
    Callable,
    Dict,
    Final,
    List,
    Optional,
    Sequence,
    TYPE_CHECKING,
    Tuple,
    Type,
    TypeVar,
    Union,
)

__all__ = [
    "Axis",
    "CLOUD_MAX",
    "Cloud",
    "Error",
    "ErrorCode",
    "Options",
    "Point",
    "PointError",
    "VERSION",
    "Visitor",
    "clouds_alive",
    "error_text",
    "middle",
    "move",
    "norm",
    "raw",
]

# What ctypes takes for a C pointer: None, byref(), pointer(), an array, an address.
_Pointer = Any


class PointError(Exception):
    """What goes wrong in point."""


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
    """What can go wrong."""

    OK = 0
    """all is well"""
    EMPTY = 1
    """the cloud holds no points"""
    FULL = 2
    """the cloud can hold no more points"""
    TOO_SMALL = 3
    """the buffer cannot hold the text"""
    NO_NUMBER = 4
    """a coordinate is not a number"""


class Axis(_OpenEnum):
    """A direction in which points can be moved."""

    X = 0
    """to the right"""
    Y = 1
    """upwards"""


class Options(enum.IntFlag):
    """How a cloud behaves."""

    NONE = 0
    SORTED = 1
    """keep the points sorted by their distance from the origin"""
    UNIQUE = 2
    """ignore a point that is there already"""


CLOUD_MAX: Final = 1000000
"""The greatest number of points that a cloud can hold."""
VERSION: Final = "1.0"
"""The version of this header."""


class Point(ctypes.Structure):
    """A point in the plane.

    Attributes:
        x: to the right
        y: upwards
    """

    x: float
    y: float

    _fields_ = [
        ("x", ctypes.c_double),
        ("y", ctypes.c_double),
    ]

    def __init__(self, x: float = 0.0, y: float = 0.0) -> None:
        super().__init__(x, y)

    def __repr__(self) -> str:
        return f"Point(x={self.x!r}, y={self.y!r})"

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Point):
            return NotImplemented
        return self.x == other.x and self.y == other.y


if ctypes.sizeof(ctypes.c_void_p) != 8 or sys.byteorder != "little":
    raise ImportError("this module is made for x86_64-linux-gnu", name=__name__)

_library = _open_library("POINT_LIBRARY", "libpoint.so")


class raw:
    """The C functions themselves: nothing is checked, nothing is freed."""

    point_visitor = ctypes.CFUNCTYPE(ctypes.c_bool, Point, ctypes.c_void_p)

    point_error_text: Callable[[int], Optional[bytes]] = _function(
        "point_error_text", ctypes.c_char_p, ctypes.c_uint
    )
    point_norm: Callable[[Point], float] = _function("point_norm", ctypes.c_double, Point)
    point_middle: Callable[[Point, Point], Point] = _function("point_middle", Point, Point, Point)
    point_move: Callable[[_Pointer, int, float], None] = _function(
        "point_move", None, ctypes.POINTER(Point), ctypes.c_uint, ctypes.c_double
    )
    point_cloud_new: Callable[[_Pointer, int], Optional[int]] = _function(
        "point_cloud_new", ctypes.c_void_p, ctypes.c_char_p, ctypes.c_uint
    )
    point_cloud_free: Callable[[_Pointer], None] = _function(
        "point_cloud_free", None, ctypes.c_void_p
    )
    point_cloud_name: Callable[[_Pointer], Optional[bytes]] = _function(
        "point_cloud_name", ctypes.c_char_p, ctypes.c_void_p
    )
    point_cloud_size: Callable[[_Pointer], int] = _function(
        "point_cloud_size", ctypes.c_size_t, ctypes.c_void_p
    )
    point_cloud_add: Callable[[_Pointer, Point], int] = _function(
        "point_cloud_add", ctypes.c_uint, ctypes.c_void_p, Point
    )
    point_cloud_add_all: Callable[[_Pointer, _Pointer, int], int] = _function(
        "point_cloud_add_all",
        ctypes.c_uint,
        ctypes.c_void_p,
        ctypes.POINTER(Point),
        ctypes.c_size_t,
    )
    point_cloud_centre: Callable[[_Pointer, _Pointer], int] = _function(
        "point_cloud_centre", ctypes.c_uint, ctypes.c_void_p, ctypes.POINTER(Point)
    )
    point_cloud_bounds: Callable[[_Pointer, _Pointer, _Pointer], int] = _function(
        "point_cloud_bounds",
        ctypes.c_uint,
        ctypes.c_void_p,
        ctypes.POINTER(Point),
        ctypes.POINTER(Point),
    )
    point_cloud_format: Callable[[_Pointer, _Pointer, _Pointer], int] = _function(
        "point_cloud_format",
        ctypes.c_uint,
        ctypes.c_void_p,
        ctypes.POINTER(ctypes.c_char),
        ctypes.POINTER(ctypes.c_size_t),
    )
    point_cloud_each: Callable[[_Pointer, _Pointer, _Pointer], int] = _function(
        "point_cloud_each", ctypes.c_size_t, ctypes.c_void_p, point_visitor, ctypes.c_void_p
    )
    point_clouds_alive: Callable[[], int] = _function("point_clouds_alive", ctypes.c_size_t)


if _missing:
    raise ImportError(f"{_library._name} lacks {', '.join(_missing)}", name=__name__)


class Error(PointError):
    """What can go wrong.

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
    text = raw.point_error_text(code)
    message = "failed" if text is None else text.decode("utf-8", "replace")
    return Error(message, value)


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


def _text_or_none(data: Optional[bytes], encoding: str = "utf-8") -> Optional[str]:
    return None if data is None else data.decode(encoding)


def _array(values: Any, kind: Any, name: str) -> Any:
    """VALUES as a C array: themselves if they are one, else a copy."""
    if isinstance(values, ctypes.Array) and values._type_ is kind:
        return values
    try:
        return (kind * len(values))(*values)
    except TypeError as error:
        raise TypeError(f"{name} must be a sequence of {kind.__name__}: {error}") from None


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


Visitor = Callable[[Point], bool]
"""Looks at a point.

Args:
    p: the point

Returns:
    false to stop
"""


def _run_point_visitor(p: Point, user: _Pointer) -> bool:
    closure = _closures.get(user)
    if closure is None or closure.error is not None:
        return False
    try:
        result = closure.function(p)
        return bool(result)
    except BaseException as error:
        closure.failed(error)
        return False


_call_point_visitor = raw.point_visitor(_run_point_visitor)
_stays(_call_point_visitor)


class _CloudHandle(_Handle):
    """The C object of a Cloud."""

    _end = raw.point_cloud_free


class Cloud(_Closable):
    """A set of points, in the order in which they were added."""

    __slots__ = ()

    def __init__(self, name: str, options: Options) -> None:
        """Makes an empty cloud.

        Args:
            name: what to call it
            options: how it behaves

        Raises:
            PointError: if it fails; C returns the cloud, or NULL if name is empty
        """
        if not isinstance(options, int) or not 0 <= options <= 0xFFFFFFFF:
            options = _integer("options", options, 0, 0xFFFFFFFF, "enum point_options")
        pointer = raw.point_cloud_new(_encode(name, "name"), options)
        if not pointer:
            raise PointError("point_cloud_new() failed")
        self._handle = _CloudHandle(pointer)

    def close(self) -> None:
        """Frees a cloud and all its points."""
        super().close()

    def name(self) -> Optional[str]:
        """What the cloud is called."""
        return _text_or_none(raw.point_cloud_name(self._handle))

    def size(self) -> int:
        """The number of points."""
        return raw.point_cloud_size(self._handle)

    def add(self, p: Point) -> None:
        """Adds one point.

        Raises:
            Error: if it fails
        """
        status = raw.point_cloud_add(self._handle, p)
        if status != 0:
            raise _error(status)

    def add_all(self, points: Union[Sequence[Point], ctypes.Array[Any]]) -> None:
        """Adds many points at once, or none if one of them is no number.

        Args:
            points: the points

        Raises:
            Error: if it fails
        """
        points_array = _array(points, Point, "points")
        status = raw.point_cloud_add_all(self._handle, points_array, len(points_array))
        if status != 0:
            raise _error(status)

    def centre(self) -> Point:
        """Finds the middle of all points.

        Returns:
            the middle

        Raises:
            Error: POINT_EMPTY if there are no points
        """
        centre = Point()
        status = raw.point_cloud_centre(self._handle, centre)
        if status != 0:
            raise _error(status)
        return centre

    def bounds(self) -> Tuple[Point, Point]:
        """Finds the box around all points.

        Returns:
            low: the corner at the lower left
            high: the corner at the upper right

        Raises:
            Error: if it fails
        """
        low = Point()
        high = Point()
        status = raw.point_cloud_bounds(self._handle, low, high)
        if status != 0:
            raise _error(status)
        return low, high

    def format(self) -> str:
        """Writes the cloud as text, "name: (x, y) (x, y) ...".

        Returns:
            where to

        Raises:
            Error: POINT_TOO_SMALL if the room is too small
        """
        capacity = 256
        while True:
            text, text_pointer = _room(capacity)
            size = ctypes.c_size_t(capacity)
            status = raw.point_cloud_format(self._handle, text_pointer, size)
            if status != 3 or capacity > 0x7FFFFFFFFFFFFFFF // 2:
                break
            capacity = 2 * capacity or 1
        if status != 0:
            raise _error(status)
        return text[:_counted(size.value, "point_cloud_format", capacity)].decode()

    def each(self, visit: Visitor) -> int:
        """Calls visit for each point until it returns false.

        Args:
            visit: looks at a point

        Returns:
            how many points were visited
        """
        with _Closure(visit, "visit") as closure:
            result = raw.point_cloud_each(self._handle, _call_point_visitor, closure.key)
        closure.reraise()
        return result


def error_text(error: ErrorCode) -> Optional[str]:
    """The text of an error, in English."""
    if not isinstance(error, int) or not 0 <= error <= 0xFFFFFFFF:
        error = _integer("error", error, 0, 0xFFFFFFFF, "enum point_error")
    return _text_or_none(raw.point_error_text(error))


def norm(p: Point) -> float:
    """The distance of p from the origin."""
    return raw.point_norm(p)


def middle(a: Point, b: Point) -> Point:
    """The point in the middle between two.

    Args:
        a: one point
        b: the other

    Returns:
        the point half way
    """
    return raw.point_middle(a, b)


def move(p: Point, axis: Axis, distance: float) -> None:
    """Moves p by distance along axis."""
    if p is None:
        raise _none("p")
    if not isinstance(axis, int) or not 0 <= axis <= 0xFFFFFFFF:
        axis = _integer("axis", axis, 0, 0xFFFFFFFF, "enum point_axis")
    raw.point_move(p, axis, distance)


def clouds_alive() -> int:
    """How many clouds exist."""
    return raw.point_clouds_alive()

"""The C library spaces."""
# Made by ffirender from the description that the compiler wrote; changes will be lost.

from __future__ import annotations

import ctypes
import enum
import operator
import os
import sys
import weakref
from typing import Any, Callable, Dict, Final, List, Optional, TYPE_CHECKING, Tuple, Type, TypeVar

__all__ = [
    "LIMIT",
    "SpacesError",
    "count",
    "raw",
    "shapes",
    "texts",
]

# What ctypes takes for a C pointer: None, byref(), pointer(), an array, an address.
_Pointer = Any


class SpacesError(Exception):
    """What goes wrong in spaces."""


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


class ShapesFault(_OpenEnum):
    """What can go wrong with shapes."""

    FINE = 0
    CROOKED = 1


class ShapesColour(_OpenEnum):
    """The colour of a shape."""

    RED = 0
    BLUE = 1


class ShapesSides(int):
    """A number of sides."""

    __slots__ = ()

    def __repr__(self) -> str:
        return f"Sides({int(self)})"


SHAPES_SIDES: Final = 8
"""So many sides there may be."""
LIMIT: Final = 3


class ShapesFlatPoint(ctypes.Structure):
    """Where a shape is."""

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
        if not isinstance(other, ShapesFlatPoint):
            return NotImplemented
        return self.x == other.x and self.y == other.y


if ctypes.sizeof(ctypes.c_void_p) != 8 or sys.byteorder != "little":
    raise ImportError("this module is made for x86_64-linux-gnu", name=__name__)

_library = _open_library("SPACES_LIBRARY", "libspaces.so")


class raw:
    """The C functions themselves: nothing is checked, nothing is freed."""

    spaces_look = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.c_void_p, ctypes.c_void_p)

    spaces_shape_new: Callable[[int, int], Optional[int]] = _function(
        "spaces_shape_new", ctypes.c_void_p, ctypes.c_int, ctypes.c_uint
    )
    spaces_shape_free: Callable[[_Pointer], None] = _function(
        "spaces_shape_free", None, ctypes.c_void_p
    )
    spaces_letter_new: Callable[[], Optional[int]] = _function(
        "spaces_letter_new", ctypes.c_void_p
    )
    spaces_letter_free: Callable[[_Pointer], None] = _function(
        "spaces_letter_free", None, ctypes.c_void_p
    )
    spaces_shape_sides: Callable[[_Pointer], int] = _function(
        "spaces_shape_sides", ctypes.c_int, ctypes.c_void_p
    )
    spaces_shape_move: Callable[[_Pointer, ShapesFlatPoint], int] = _function(
        "spaces_shape_move", ctypes.c_uint, ctypes.c_void_p, ShapesFlatPoint
    )
    spaces_shapes_count: Callable[[], int] = _function("spaces_shapes_count", ctypes.c_int)
    spaces_shape_show: Callable[[_Pointer, _Pointer, _Pointer], int] = _function(
        "spaces_shape_show", ctypes.c_int, ctypes.c_void_p, spaces_look, ctypes.c_void_p
    )
    spaces_letters: Callable[[], int] = _function("spaces_letters", ctypes.c_int)
    spaces_count: Callable[[], int] = _function("spaces_count", ctypes.c_int)


if _missing:
    raise ImportError(f"{_library._name} lacks {', '.join(_missing)}", name=__name__)


class ShapesFaultError(SpacesError):
    """What can go wrong with shapes.

    Attributes:
        message: what went wrong
        code: what C returned
    """

    def __init__(self, message: str, code: ShapesFault) -> None:
        super().__init__(message, code)
        self.message = message
        self.code = code

    def __str__(self) -> str:
        return f"{self.message} ({_code_text(self.code)})"


def _shapes_fault_error(code: int) -> ShapesFaultError:
    """The exception for what C returned."""
    value = ShapesFault(code)
    return ShapesFaultError("failed", value)


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


ShapesLook = Callable[["ShapesFlatItem"], int]
"""Looks at a shape."""


def _run_spaces_look(shape: _Pointer, user: _Pointer) -> int:
    closure = _closures.get(user)
    if closure is None or closure.error is not None:
        return 0
    try:
        object_1 = ShapesFlatItem._of(_ShapesFlatItemHandle.lend(shape))
        try:
            result = _index(closure.function(object_1))
            if result < -0x3FFFFFFF or result > 0x3FFFFFFF:
                _check_result(result, -0x80000000, 0x7FFFFFFF)
            return result
        finally:
            object_1._end_loan()
    except BaseException as error:
        closure.failed(error)
        return 0


_call_spaces_look = raw.spaces_look(_run_spaces_look)
_stays(_call_spaces_look)


class _ShapesFlatItemHandle(_Handle):
    """The C object of a ShapesFlatItem."""

    _end = raw.spaces_shape_free


class ShapesFlatItem(_Closable):
    """A shape."""

    __slots__ = ()

    def __init__(self, sides: ShapesSides, colour: ShapesColour) -> None:
        """Calls spaces_shape_new().

        Raises:
            SpacesError: if it fails
        """
        if not isinstance(sides, ShapesSides):
            raise TypeError(f"sides must be Sides, not {type(sides).__name__}")
        if not isinstance(sides, int) or not -0x80000000 <= sides <= 0x7FFFFFFF:
            sides = _integer("sides", sides, -0x80000000, 0x7FFFFFFF, "spaces_sides")
        if not isinstance(colour, int) or not 0 <= colour <= 0xFFFFFFFF:
            colour = _integer("colour", colour, 0, 0xFFFFFFFF, "spaces_colour")
        pointer = raw.spaces_shape_new(sides, colour)
        if not pointer:
            raise SpacesError("spaces_shape_new() failed")
        self._handle = _ShapesFlatItemHandle(pointer)

    def close(self) -> None:
        """Calls spaces_shape_free()."""
        super().close()

    def sides(self) -> ShapesSides:
        """Calls spaces_shape_sides()."""
        return ShapesSides(raw.spaces_shape_sides(self._handle))

    def move(self, to: ShapesFlatPoint) -> None:
        """Calls spaces_shape_move().

        Raises:
            ShapesFaultError: if it fails
        """
        status = raw.spaces_shape_move(self._handle, to)
        if status != 0:
            raise _shapes_fault_error(status)

    def show(self, look: ShapesLook) -> int:
        """Calls spaces_shape_show()."""
        with _Closure(look, "look") as closure:
            result = raw.spaces_shape_show(self._handle, _call_spaces_look, closure.key)
        closure.reraise()
        return result


class _TextsItemHandle(_Handle):
    """The C object of a TextsItem."""

    _end = raw.spaces_letter_free


class TextsItem(_Closable):
    """A letter."""

    __slots__ = ()

    def __init__(self) -> None:
        """Calls spaces_letter_new().

        Raises:
            SpacesError: if it fails
        """
        pointer = raw.spaces_letter_new()
        if not pointer:
            raise SpacesError("spaces_letter_new() failed")
        self._handle = _TextsItemHandle(pointer)

    def close(self) -> None:
        """Calls spaces_letter_free()."""
        super().close()


def shapes_count() -> int:
    """Calls spaces_shapes_count()."""
    return raw.spaces_shapes_count()


def texts_count() -> int:
    """Calls spaces_letters()."""
    return raw.spaces_letters()


def count() -> int:
    """Calls spaces_count()."""
    return raw.spaces_count()


class shapes:
    """What is in shapes."""

    Fault = ShapesFault
    Colour = ShapesColour
    Sides = ShapesSides
    SIDES: Final = SHAPES_SIDES
    FaultError = ShapesFaultError
    Look = ShapesLook
    count = staticmethod(shapes_count)

    class flat:
        """What is in shapes.flat."""

        Point = ShapesFlatPoint
        Item = ShapesFlatItem


class texts:
    """What is in texts."""

    Item = TextsItem
    count = staticmethod(texts_count)


ShapesFault.__name__, ShapesFault.__qualname__ = "Fault", "shapes.Fault"
ShapesColour.__name__, ShapesColour.__qualname__ = "Colour", "shapes.Colour"
ShapesSides.__name__, ShapesSides.__qualname__ = "Sides", "shapes.Sides"
ShapesFlatPoint.__name__, ShapesFlatPoint.__qualname__ = "Point", "shapes.flat.Point"
ShapesFaultError.__name__, ShapesFaultError.__qualname__ = "FaultError", "shapes.FaultError"
ShapesFlatItem.__name__, ShapesFlatItem.__qualname__ = "Item", "shapes.flat.Item"
TextsItem.__name__, TextsItem.__qualname__ = "Item", "texts.Item"

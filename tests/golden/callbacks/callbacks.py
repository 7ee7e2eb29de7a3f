"""The C library callbacks."""
# Made by ffirender from the description that the compiler wrote; changes will be lost.

from __future__ import annotations

import ctypes
import functools
import operator
import os
import sys
from typing import Any, Callable, Dict, List, Optional, TYPE_CHECKING, Tuple, Type, TypeVar

__all__ = [
    "Bell",
    "CallbacksError",
    "apply",
    "raw",
]

# What ctypes takes for a C pointer: None, byref(), pointer(), an array, an address.
_Pointer = Any


class CallbacksError(Exception):
    """What goes wrong in callbacks."""


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


if ctypes.sizeof(ctypes.c_void_p) != 8 or sys.byteorder != "little":
    raise ImportError("this module is made for x86_64-linux-gnu", name=__name__)

_library = _open_library("CALLBACKS_LIBRARY", "libcallbacks.so")


class raw:
    """The C functions themselves: nothing is checked, nothing is freed."""

    compare = ctypes.CFUNCTYPE(
        ctypes.c_int,
        ctypes.POINTER(ctypes.c_int),
        ctypes.POINTER(ctypes.c_int),
        ctypes.c_void_p,
    )
    each = ctypes.CFUNCTYPE(None, ctypes.c_int, ctypes.c_void_p)
    release = ctypes.CFUNCTYPE(None, ctypes.c_void_p)

    # only here: parameter 'with': its parameter 'a': 'const int *' may mean many things
    # (FFI_ARRAY, FFI_IN)
    callbacks_compare: Callable[[int, int, _Pointer, _Pointer], int] = _function(
        "callbacks_compare", ctypes.c_int, ctypes.c_int, ctypes.c_int, compare, ctypes.c_void_p
    )
    callbacks_apply: Callable[[_Pointer, int], int] = _function(
        "callbacks_apply",
        ctypes.c_int,
        ctypes.CFUNCTYPE(ctypes.c_int, ctypes.c_int),
        ctypes.c_int,
    )
    bell_new: Callable[[], Optional[int]] = _function("bell_new", ctypes.c_void_p)
    bell_free: Callable[[_Pointer], None] = _function("bell_free", None, ctypes.c_void_p)
    # only here: what frees its user data is no 'void (*)(void *)'
    bell_on_ring: Callable[[_Pointer, _Pointer, _Pointer, _Pointer], None] = _function(
        "bell_on_ring", None, ctypes.c_void_p, each, ctypes.c_void_p, release
    )
    bell_ring: Callable[[_Pointer, int], None] = _function(
        "bell_ring", None, ctypes.c_void_p, ctypes.c_int
    )


if _missing:
    raise ImportError(f"{_library._name} lacks {', '.join(_missing)}", name=__name__)


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

    def stay(self) -> None:
        """C may use this for nobody knows how long: only close() ends it."""
        if not self.closed:
            self.staying.append(self)

    def leave(self) -> None:
        self.closed = True
        self.staying[:] = [other for other in self.staying if other is not self]

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


class _Object:
    """What all classes share: the handle of the C object, which is gone once it is closed."""

    __slots__ = ("_handle", "__weakref__")
    _handle: Any

    @classmethod
    def _of(cls: Type[_Self], handle: Any) -> _Self:
        instance = cls.__new__(cls)
        instance._handle = handle
        return instance

    def _detach(self, taker: Any = None) -> Any:
        """The handle of the C object, which is given away: closed, but not ended.

        What it uses lives as long as TAKER, a handle; without one, objects until they are
        closed, and functions for ever.
        """
        handle = self._handle
        del self._handle
        handle.owned = False
        memory = handle.__dict__.pop("memory", [])
        if taker is not None and taker is not handle and taker.owned:
            taker.keeps += handle.keeps
            taker.__dict__.setdefault("memory", []).extend(memory)
            handle.keeps = ()
        else:
            handle.staying.extend(memory)
        handle.keeps = tuple(kept for kept in handle.keeps if isinstance(kept, _Owner))
        for kept in handle.keeps:
            kept.stay()
        return handle

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
        try:
            self._handle.leave()
            del self._handle
        except ValueError:
            pass

    def __enter__(self: _Open) -> _Open:
        return self

    def __exit__(self, *error: object) -> None:
        self.close()


_Open = TypeVar("_Open", bound=_Closable)


def _run_callbacks_apply_f(closure: _Closure, value: int) -> int:
    if closure.error is not None:
        return 0
    try:
        result = _index(closure.function(value))
        if result < -0x3FFFFFFF or result > 0x3FFFFFFF:
            _check_result(result, -0x80000000, 0x7FFFFFFF)
        return result
    except BaseException as error:
        closure.failed(error)
        return 0


def _make_callbacks_apply_f(closure: _Closure) -> Any:
    return ctypes.CFUNCTYPE(ctypes.c_int, ctypes.c_int)(
        functools.partial(_run_callbacks_apply_f, closure)
    )


class _BellHandle(_Handle):
    """The C object of a Bell."""

    _end = raw.bell_free


class Bell(_Closable):
    """C's bell."""

    __slots__ = ()

    def __init__(self) -> None:
        """Calls bell_new().

        Raises:
            CallbacksError: if it fails
        """
        pointer = raw.bell_new()
        if not pointer:
            raise CallbacksError("bell_new() failed")
        self._handle = _BellHandle(pointer)

    def close(self) -> None:
        """Calls bell_free()."""
        super().close()

    def ring(self, times: int) -> None:
        """Calls bell_ring()."""
        if not isinstance(times, int) or not -0x80000000 <= times <= 0x7FFFFFFF:
            times = _integer("times", times, -0x80000000, 0x7FFFFFFF, "int")
        raw.bell_ring(self._handle, times)


def apply(f: Callable[[int], int], value: int) -> int:
    """Calls callbacks_apply()."""
    if not isinstance(value, int) or not -0x80000000 <= value <= 0x7FFFFFFF:
        value = _integer("value", value, -0x80000000, 0x7FFFFFFF, "int")
    with _Closure(f, "f") as closure:
        result = raw.callbacks_apply(_make_callbacks_apply_f(closure), value)
    closure.reraise()
    return result

"""The C library later."""
# Made by ffirender from the description that the compiler wrote; changes will be lost.

from __future__ import annotations

import asyncio
import ctypes
import enum
import operator
import os
import sys
import threading
import weakref
from typing import (
    Any, Callable, Dict, List, Optional, Protocol, TYPE_CHECKING, Tuple, Type, TypeVar
)

__all__ = [
    "Code",
    "CodeError",
    "Done",
    "LaterError",
    "Queue",
    "Sink",
    "SinkStruct",
    "Tick",
    "raw",
]

# What ctypes takes for a C pointer: None, byref(), pointer(), an array, an address.
_Pointer = Any


class LaterError(Exception):
    """What goes wrong in later."""


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


class Code(_OpenEnum):
    """C's enum later_code."""

    OK = 0
    FULL = 1
    OVER = 2


class SinkStruct(ctypes.Structure):
    """C's struct later_sink."""

    write: _Pointer
    has_room: _Pointer
    user: _Pointer

    _fields_ = [
        ("write", ctypes.c_void_p),
        ("has_room", ctypes.c_void_p),
        ("user", ctypes.c_void_p),
    ]

    def __init__(
        self, write: _Pointer = None, has_room: _Pointer = None, user: _Pointer = None
    ) -> None:
        super().__init__()
        if write is not None:
            self.write = write
        if has_room is not None:
            self.has_room = has_room
        if user is not None:
            self.user = user

    def __repr__(self) -> str:
        return (
            f"SinkStruct(write={self.write!r}, "
            f"has_room={self.has_room!r}, "
            f"user={self.user!r})"
        )

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, SinkStruct):
            return NotImplemented
        return (
            bool(self.write) == bool(other.write)
            and bool(self.has_room) == bool(other.has_room)
            and bool(self.user) == bool(other.user)
        )


if ctypes.sizeof(ctypes.c_void_p) != 8 or sys.byteorder != "little":
    raise ImportError("this module is made for x86_64-linux-gnu", name=__name__)

_library = _open_library("LATER_LIBRARY", "liblater.so")


class raw:
    """The C functions themselves: nothing is checked, nothing is freed."""

    later_done = ctypes.CFUNCTYPE(None, ctypes.c_void_p, ctypes.c_uint, ctypes.c_long)
    later_tick = ctypes.CFUNCTYPE(None, ctypes.c_void_p)

    later_queue_new: Callable[[], Optional[int]] = _function("later_queue_new", ctypes.c_void_p)
    later_queue_free: Callable[[_Pointer], None] = _function(
        "later_queue_free", None, ctypes.c_void_p
    )
    later_queue_add: Callable[[_Pointer, _Pointer, _Pointer, _Pointer], int] = _function(
        "later_queue_add",
        ctypes.c_uint,
        ctypes.c_void_p,
        ctypes.c_char_p,
        later_done,
        ctypes.c_void_p,
    )
    later_queue_cancel: Callable[[_Pointer, int], None] = _function(
        "later_queue_cancel", None, ctypes.c_void_p, ctypes.c_uint
    )
    later_queue_once: Callable[[_Pointer, _Pointer, _Pointer], None] = _function(
        "later_queue_once", None, ctypes.c_void_p, later_tick, ctypes.c_void_p
    )
    later_queue_drain: Callable[[_Pointer, _Pointer], int] = _function(
        "later_queue_drain", ctypes.c_int, ctypes.c_void_p, ctypes.POINTER(SinkStruct)
    )


if _missing:
    raise ImportError(f"{_library._name} lacks {', '.join(_missing)}", name=__name__)


class CodeError(LaterError):
    """A failure that C tells with later_code.

    Attributes:
        message: what went wrong
        code: what C returned
    """

    def __init__(self, message: str, code: Code) -> None:
        super().__init__(message, code)
        self.message = message
        self.code = code

    def __str__(self) -> str:
        return f"{self.message} ({_code_text(self.code)})"


def _code_error(code: int) -> CodeError:
    """The exception for what C returned."""
    value = Code(code)
    return CodeError("failed", value)


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


# By thread: what a function raised that C called, for the call of C that it ran in.
_raised: Dict[int, BaseException] = {}


def _reraise() -> None:
    """Raises what was raised in the call that is over."""
    error = _raised.pop(threading.get_ident(), None)
    if error is not None:
        try:
            raise error
        finally:
            del error


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


class _LastingClosure(_Closure):
    """A function that C calls later, too. What it raises goes to the call that runs it, if any."""

    __slots__ = ()

    def hold(self) -> None:
        """An object needs this; it is registered already."""

    def failed(self, error: BaseException) -> None:
        _keep_raised(error)


def _release_closure(key: Optional[int], closures: Dict[int, Any] = _closures) -> None:
    if key is not None:
        closures.pop(key, None)


_destroy_closure = ctypes.CFUNCTYPE(None, ctypes.c_void_p)(_release_closure)
_stays(_destroy_closure)


def _keep_raised(error: BaseException, depth: int = 2) -> None:
    """Keeps ERROR for the call of this module that runs the function, else reports it.

    DEPTH calls lie between C and this.
    """
    caller = sys._getframe(depth).f_back
    ours = caller is not None and caller.f_globals is globals()
    if caller is not None and ours and caller.f_code.co_name not in ("__del__", "_end"):
        _raised.setdefault(threading.get_ident(), error)
    else:
        sys.excepthook(type(error), error, error.__traceback__)


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


class _OnceClosure(_LastingClosure):
    """A function that C runs exactly once."""

    __slots__ = ("last",)

    def __init__(self, function: Any, name: str, nullable: bool = False) -> None:
        super().__init__(function, name, nullable)
        self.last = function
        if function is not None:
            self.function = self._run

    def _run(self, *values: Any) -> Any:
        self.release()
        return self.last(*values)


class _Completion:
    """What a coroutine waits for, until C calls done() on any thread.

    What C uses until then is let go in the loop's thread: its end must not run in the middle of C's.
    """

    def __init__(self) -> None:
        self.keeps: Tuple[Any, ...] = ()
        self.loop = asyncio.get_running_loop()
        self.future: asyncio.Future[Any] = self.loop.create_future()

    def done(self, *values: Any) -> None:
        try:
            self.loop.call_soon_threadsafe(self._set, values)
        except RuntimeError:
            pass  # the loop is closed: nobody waits any more

    def _set(self, values: Any) -> None:
        self.keeps = ()
        if not self.future.done():
            self.future.set_result(values)

    async def wait(self, cancel: Optional[Callable[[], Any]] = None) -> Any:
        """What C gave; CANCEL makes C give up when the coroutine is cancelled."""
        try:
            return await self.future
        except asyncio.CancelledError:
            if cancel is not None:
                cancel()
            raise


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


Done = Callable[[Code, int], None]


def _run_later_done(user: _Pointer, code: int, result_: int) -> None:
    closure = _closures.get(user)
    if closure is None or closure.error is not None:
        return None
    try:
        closure.function(Code(code), result_)
    except BaseException as error:
        closure.failed(error)


_call_later_done = raw.later_done(_run_later_done)
_stays(_call_later_done)


Tick = Callable[[], None]


def _run_later_tick(user: _Pointer) -> None:
    closure = _closures.get(user)
    if closure is None or closure.error is not None:
        return None
    try:
        closure.function()
    except BaseException as error:
        closure.failed(error)


_call_later_tick = raw.later_tick(_run_later_tick)
_stays(_call_later_tick)


def _run_later_sink_write(user: _Pointer, line: _Pointer) -> int:
    closure = _closures.get(user)
    if closure is None or closure.error is not None:
        return 0
    try:
        result = _index(closure.function[0](line.decode()))
        if result < -0x3FFFFFFF or result > 0x3FFFFFFF:
            _check_result(result, -0x80000000, 0x7FFFFFFF)
        return result
    except BaseException as error:
        closure.failed(error)
        return 0


_call_later_sink_write = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.c_void_p, ctypes.c_char_p)(
    _run_later_sink_write
)
_stays(_call_later_sink_write)


def _run_later_sink_has_room(user: _Pointer) -> bool:
    closure = _closures.get(user)
    if closure is None or closure.error is not None:
        return False
    try:
        result = closure.function[1]()
        return bool(result)
    except BaseException as error:
        closure.failed(error)
        return False


_call_later_sink_has_room = ctypes.CFUNCTYPE(ctypes.c_bool, ctypes.c_void_p)(
    _run_later_sink_has_room
)
_stays(_call_later_sink_has_room)


class Sink(Protocol):
    """What C calls as later_sink.

    May also have: has_room().
    """

    def write(self, line: str) -> int:
        ...


def _functions_of_sink(implemented: Any) -> Any:
    return (
        (implemented.write, "Sink.write", False),
        (getattr(implemented, "has_room", None), "Sink.has_room", True),
    )


def _struct_of_sink(closure: Any) -> Any:
    functions = SinkStruct()
    functions.user = closure.key
    functions.write = ctypes.cast(_call_later_sink_write, ctypes.c_void_p)
    if closure.function[1] is not None:
        functions.has_room = ctypes.cast(_call_later_sink_has_room, ctypes.c_void_p)
    closure.pointer = functions
    return functions


class _QueueHandle(_Handle):
    """The C object of a Queue."""

    _end = raw.later_queue_free


class Queue(_Closable):
    """C's later_queue."""

    __slots__ = ()

    def __init__(self) -> None:
        """Calls later_queue_new().

        Raises:
            LaterError: if it fails
        """
        pointer = raw.later_queue_new()
        if threading.get_ident() in _raised:
            if pointer:
                raw.later_queue_free(pointer)
            _reraise()
        if not pointer:
            raise LaterError("later_queue_new() failed")
        self._handle = _QueueHandle(pointer)

    def close(self) -> None:
        """Calls later_queue_free()."""
        super().close()

    async def add(self, text: str) -> int:
        """Calls later_queue_add().

        Raises:
            CodeError: if it fails
        """
        text_bytes = _encode(text, "text")
        handle = self._handle
        completion = _Completion()
        closure = _OnceClosure(completion.done, "done").register()
        completion.keeps += (handle,)
        memory = text_bytes
        completion.keeps += (memory,)
        result = raw.later_queue_add(handle, memory, _call_later_done, closure.key)
        if _raised:
            _reraise()
        values: Tuple[Code, int] = await completion.wait(lambda: raw.later_queue_cancel(handle, result))
        code, result_2 = values
        if code != 0:
            raise _code_error(code)
        return result_2

    def cancel(self, job: int) -> None:
        """Calls later_queue_cancel()."""
        if not isinstance(job, int) or not 0 <= job <= 0xFFFFFFFF:
            job = _integer("job", job, 0, 0xFFFFFFFF, "unsigned int")
        raw.later_queue_cancel(self._handle, job)
        if _raised:
            _reraise()

    def once(self, tick: Tick) -> None:
        """Calls later_queue_once()."""
        closure = _OnceClosure(tick, "tick").register()
        raw.later_queue_once(self._handle, _call_later_tick, closure.key)
        if _raised:
            _reraise()

    def drain(self, sink: Sink) -> int:
        """Calls later_queue_drain()."""
        if sink is None:
            raise _none("sink")
        with _Methods(*_functions_of_sink(sink)) as closure:
            result = raw.later_queue_drain(self._handle, ctypes.byref(_struct_of_sink(closure)))
        closure.reraise()
        if _raised:
            _reraise()
        return result

"""The C library errors."""
# Made by ffirender from the description that the compiler wrote; changes will be lost.

from __future__ import annotations

import ctypes
import enum
import operator
import os
import sys
import weakref
from typing import (
    Any, Callable, ClassVar, Dict, Final, List, Optional, TYPE_CHECKING, Tuple, Type, TypeVar
)

__all__ = [
    "Drop",
    "DropError",
    "DropErrorCode",
    "ErrorsError",
    "FAIL_IO",
    "FAIL_MORE",
    "FAIL_OK",
    "Fail",
    "FailError",
    "Player",
    "Recorder",
    "TapeError",
    "TapeErrorCode",
    "drop_count",
    "drop_it",
    "fail_open",
    "fail_seek",
    "fail_step",
    "fail_text",
    "raw",
]

# What ctypes takes for a C pointer: None, byref(), pointer(), an array, an address.
_Pointer = Any


class ErrorsError(Exception):
    """What goes wrong in errors."""


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


class _Limited:
    """A structure that refuses what does not fit: ctypes keeps the bits of it that do."""

    # By the name of a field: what makes a number for it of a value, and what that is given.
    _limits_: ClassVar[Dict[str, Any]] = {}

    def __setattr__(self, name: str, value: Any) -> None:
        limits = self._limits_.get(name)
        if limits is not None:
            value = limits[0](name, value, *limits[1:])
        super().__setattr__(name, value)


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


class Fail(_OpenEnum):
    """Constants of C."""

    OK = 0
    MORE = 1
    IO = -1


class DropErrorCode(int):
    """Constants of C."""


class TapeErrorCode(int):
    """Constants of C."""


FAIL_OK: Final = 0
FAIL_MORE: Final = 1
FAIL_IO: Final = -1


class Drop(_Limited, ctypes.Structure):
    """The text stands in a struct: git's way."""

    message: _Pointer
    kind: int

    _fields_ = [
        ("message", ctypes.c_char_p),
        ("kind", ctypes.c_int),
    ]
    _limits_: ClassVar[Dict[str, Any]] = {
        "kind": (_integer, -0x80000000, 0x7FFFFFFF, "int"),
    }

    def __init__(self, message: _Pointer = None, kind: int = 0) -> None:
        super().__init__()
        if message is not None:
            self.message = message
        self.kind = kind

    def __repr__(self) -> str:
        return f"Drop(message={self.message!r}, kind={self.kind!r})"

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Drop):
            return NotImplemented
        return bool(self.message) == bool(other.message) and self.kind == other.kind


if ctypes.sizeof(ctypes.c_void_p) != 8 or sys.byteorder != "little":
    raise ImportError("this module is made for x86_64-linux-gnu", name=__name__)

_library = _open_library("ERRORS_LIBRARY", "liberrors.so")
_library_errno = ctypes.CDLL(_library._name, handle=_library._handle, use_errno=True)


class raw:
    """The C functions themselves: nothing is checked, nothing is freed."""

    fail_text: Callable[[int], Optional[bytes]] = _function(
        "fail_text", ctypes.c_char_p, ctypes.c_int
    )
    fail_step: Callable[[int], int] = _function("fail_step", ctypes.c_int, ctypes.c_int)
    fail_open: Callable[[_Pointer], int] = _function(
        "fail_open", ctypes.c_int, ctypes.c_char_p, library=_library_errno
    )
    fail_seek: Callable[[int], int] = _function("fail_seek", ctypes.c_long, ctypes.c_long)
    # only here: what comes back: nobody says who frees the 'struct drop' (FFI_OWNED_BY,
    # FFI_BORROWED)
    drop_last: Callable[[], _Pointer] = _function("drop_last", ctypes.POINTER(Drop))
    drop_it: Callable[[int], int] = _function("drop_it", ctypes.c_int, ctypes.c_int)
    drop_count: Callable[[int], int] = _function("drop_count", ctypes.c_int, ctypes.c_int)
    # only here: several classes are made of 'struct tape' (FFI_METHOD)
    tape_text: Callable[[_Pointer], Optional[bytes]] = _function(
        "tape_text", ctypes.c_char_p, ctypes.c_void_p
    )
    tape_player: Callable[[], Optional[int]] = _function("tape_player", ctypes.c_void_p)
    tape_eject: Callable[[_Pointer], None] = _function("tape_eject", None, ctypes.c_void_p)
    tape_recorder: Callable[[], Optional[int]] = _function("tape_recorder", ctypes.c_void_p)
    tape_end: Callable[[_Pointer], None] = _function("tape_end", None, ctypes.c_void_p)
    tape_record: Callable[[_Pointer], int] = _function(
        "tape_record", ctypes.c_int, ctypes.c_void_p
    )
    recorder_speed: Callable[[_Pointer], int] = _function(
        "recorder_speed", ctypes.c_int, ctypes.c_void_p
    )
    tape_speed_in_hertz: Callable[[_Pointer], int] = _function(
        "tape_speed_in_hertz", ctypes.c_int, ctypes.c_void_p
    )


if _missing:
    raise ImportError(f"{_library._name} lacks {', '.join(_missing)}", name=__name__)


class FailError(ErrorsError):
    """A failure that C tells with Fail.

    Attributes:
        message: what went wrong
        code: what C returned
    """

    def __init__(self, message: str, code: Fail) -> None:
        super().__init__(message, code)
        self.message = message
        self.code = code

    def __str__(self) -> str:
        return f"{self.message} ({_code_text(self.code)})"


def _fail_error(code: int) -> FailError:
    """The exception for what C returned."""
    value = Fail(code)
    text = raw.fail_text(code)
    message = "failed" if text is None else text.decode("utf-8", "replace")
    return FailError(message, value)


class DropError(ErrorsError):
    """A failure that C tells with DropError.

    Attributes:
        message: what went wrong
        code: what C returned
    """

    def __init__(self, message: str, code: DropErrorCode) -> None:
        super().__init__(message, code)
        self.message = message
        self.code = code

    def __str__(self) -> str:
        return f"{self.message} ({_code_text(self.code)})"


def _drop_error(code: int) -> DropError:
    """The exception for what C returned."""
    value = DropErrorCode(code)
    address = ctypes.cast(raw.drop_last(), ctypes.c_void_p).value
    text = ctypes.c_char_p.from_address(address + 0).value if address else None
    message = "failed" if text is None else text.decode("utf-8", "replace")
    return DropError(message, value)


class TapeError(ErrorsError):
    """A failure that C tells with TapeError.

    Attributes:
        message: what went wrong
        code: what C returned
    """

    def __init__(self, message: str, code: TapeErrorCode) -> None:
        super().__init__(message, code)
        self.message = message
        self.code = code

    def __str__(self) -> str:
        return f"{self.message} ({_code_text(self.code)})"


def _tape_error(code: int, text: Optional[bytes]) -> TapeError:
    """The exception for what C returned."""
    value = TapeErrorCode(code)
    message = "failed" if text is None else text.decode("utf-8", "replace")
    return TapeError(message, value)


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


def _os_error() -> OSError:
    code = ctypes.get_errno()
    return OSError(code, os.strerror(code))


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


class _PlayerHandle(_Handle):
    """The C object of a Player."""

    _end = raw.tape_eject


class Player(_Closable):
    """An object tells the text, of whichever class over its struct it is; a property has the name
    that a method would have.
    """

    __slots__ = ()

    def __init__(self) -> None:
        """Calls tape_player().

        Raises:
            ErrorsError: if it fails
        """
        pointer = raw.tape_player()
        if not pointer:
            raise ErrorsError("tape_player() failed")
        self._handle = _PlayerHandle(pointer)

    def close(self) -> None:
        """Calls tape_eject()."""
        super().close()


class _RecorderHandle(_Handle):
    """The C object of a Recorder."""

    _end = raw.tape_end


class Recorder(_Closable):
    """An object tells the text, of whichever class over its struct it is; a property has the name
    that a method would have.
    """

    __slots__ = ()

    def __init__(self) -> None:
        """Calls tape_recorder().

        Raises:
            ErrorsError: if it fails
        """
        pointer = raw.tape_recorder()
        if not pointer:
            raise ErrorsError("tape_recorder() failed")
        self._handle = _RecorderHandle(pointer)

    def close(self) -> None:
        """Calls tape_end()."""
        super().close()

    @property
    def speed(self) -> int:
        """Calls tape_speed_in_hertz()."""
        return raw.tape_speed_in_hertz(self._handle)

    def record(self) -> None:
        """Calls tape_record().

        Raises:
            TapeError: if it fails
        """
        status = raw.tape_record(self._handle)
        if status != 0:
            message = raw.tape_text(self._handle)
            raise _tape_error(status, message)

    def recorder_speed(self) -> int:
        """Calls recorder_speed()."""
        return raw.recorder_speed(self._handle)


def fail_text(code: int) -> Optional[str]:
    """Calls fail_text()."""
    if not isinstance(code, int) or not -0x80000000 <= code <= 0x7FFFFFFF:
        code = _integer("code", code, -0x80000000, 0x7FFFFFFF, "int")
    return _text_or_none(raw.fail_text(code))


def fail_step(n: int) -> Fail:
    """Calls fail_step().

    Raises:
        FailError: if it fails
    """
    if not isinstance(n, int) or not -0x80000000 <= n <= 0x7FFFFFFF:
        n = _integer("n", n, -0x80000000, 0x7FFFFFFF, "int")
    status = raw.fail_step(n)
    if status not in (0, 1):
        raise _fail_error(status)
    return Fail(status)


def fail_open(path: str) -> int:
    """Calls fail_open().

    Raises:
        OSError: if it fails
    """
    result = raw.fail_open(_encode(path, "path"))
    if result == -1:
        raise _os_error()
    return result


def fail_seek(at: int) -> int:
    """Calls fail_seek().

    Raises:
        ErrorsError: if it fails
    """
    if not isinstance(at, int) or not -0x8000000000000000 <= at <= 0x7FFFFFFFFFFFFFFF:
        at = _integer("at", at, -0x8000000000000000, 0x7FFFFFFFFFFFFFFF, "long")
    result = raw.fail_seek(at)
    if result == -1:
        raise ErrorsError("fail_seek() failed")
    return result


def drop_it(height: int) -> None:
    """Calls drop_it().

    Raises:
        DropError: if it fails
    """
    if not isinstance(height, int) or not -0x80000000 <= height <= 0x7FFFFFFF:
        height = _integer("height", height, -0x80000000, 0x7FFFFFFF, "int")
    status = raw.drop_it(height)
    if status != 0:
        raise _drop_error(status)


def drop_count(height: int) -> int:
    """Calls drop_count().

    Raises:
        DropError: if it fails
    """
    if not isinstance(height, int) or not -0x80000000 <= height <= 0x7FFFFFFF:
        height = _integer("height", height, -0x80000000, 0x7FFFFFFF, "int")
    result = raw.drop_count(height)
    if result < 0:
        raise _drop_error(result)
    return result

"""The C library services."""
# Made by ffirender from the description that the compiler wrote; changes will be lost.

from __future__ import annotations

import ctypes
import enum
import operator
import os
import sys
import weakref
from typing import (
    Any, Callable, ClassVar, Dict, List, Optional, TYPE_CHECKING, Tuple, Type, TypeVar
)

__all__ = [
    "Db",
    "DbError",
    "DbErrorCode",
    "Meter",
    "MeterStruct",
    "Query",
    "ServicesError",
    "raw",
]

# What ctypes takes for a C pointer: None, byref(), pointer(), an array, an address.
_Pointer = Any


class ServicesError(Exception):
    """What goes wrong in services."""


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


class DbErrorCode(_OpenEnum):
    """C's enum db_error."""

    OK = 0
    BAD = 1


class MeterStruct(_Limited, ctypes.Structure):
    """C's struct meter."""

    total: int

    _layout_ = "ms"
    _pack_ = 1
    _fields_ = [
        ("total", ctypes.c_int),
        ("_at4", ctypes.c_ubyte * 4),
    ]
    _limits_: ClassVar[Dict[str, Any]] = {
        "total": (_integer, -0x80000000, 0x7FFFFFFF, "int"),
    }

    def __init__(self, total: int = 0) -> None:
        super().__init__()
        self.total = total

    def __repr__(self) -> str:
        return f"MeterStruct(total={self.total!r})"

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, MeterStruct):
            return NotImplemented
        return self.total == other.total


if ctypes.sizeof(ctypes.c_void_p) != 8 or sys.byteorder != "little":
    raise ImportError("this module is made for x86_64-linux-gnu", name=__name__)

_library = _open_library("SERVICES_LIBRARY", "libservices.so")


class raw:
    """The C functions themselves: nothing is checked, nothing is freed."""

    db_open: Callable[[_Pointer, _Pointer], int] = _function(
        "db_open", ctypes.c_uint, ctypes.c_char_p, ctypes.POINTER(ctypes.c_void_p)
    )
    db_close: Callable[[_Pointer], None] = _function("db_close", None, ctypes.c_void_p)
    db_changes: Callable[[_Pointer], int] = _function("db_changes", ctypes.c_int, ctypes.c_void_p)
    query_new: Callable[[_Pointer, _Pointer], Optional[int]] = _function(
        "query_new", ctypes.c_void_p, ctypes.c_void_p, ctypes.c_char_p
    )
    query_end: Callable[[_Pointer], int] = _function("query_end", ctypes.c_uint, ctypes.c_void_p)
    db_threads: Callable[[], int] = _function("db_threads", ctypes.c_int)
    meter_init: Callable[[_Pointer, int], None] = _function(
        "meter_init", None, ctypes.POINTER(MeterStruct), ctypes.c_int
    )
    meter_clear: Callable[[_Pointer], None] = _function(
        "meter_clear", None, ctypes.POINTER(MeterStruct)
    )
    meter_add: Callable[[_Pointer, int], None] = _function(
        "meter_add", None, ctypes.POINTER(MeterStruct), ctypes.c_int
    )


if _missing:
    raise ImportError(f"{_library._name} lacks {', '.join(_missing)}", name=__name__)


class DbError(ServicesError):
    """A failure that C tells with db_error.

    Attributes:
        message: what went wrong
        code: what C returned
    """

    def __init__(self, message: str, code: DbErrorCode) -> None:
        super().__init__(message, code)
        self.message = message
        self.code = code

    def __str__(self) -> str:
        return f"{self.message} ({_code_text(self.code)})"


def _db_error(code: int) -> DbError:
    """The exception for what C returned."""
    value = DbErrorCode(code)
    return DbError("failed", value)


def _encode(text: str, name: str, encoding: str = "utf-8") -> bytes:
    """TEXT as C takes it; ctypes adds the NUL."""
    if not isinstance(text, str):
        raise TypeError(f"{name} must be str, not {type(text).__name__}")
    data = text.encode(encoding)
    if b"\0" in data:
        raise ValueError(f"{name} must not hold a null character")
    return data


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


class _DbHandle(_Handle):
    """The C object of a Db."""

    _end = raw.db_close


class Db(_Closable):
    """C's db."""

    __slots__ = ()

    def __init__(self, name: str) -> None:
        """Calls db_open().

        Raises:
            DbError: if it fails
            ServicesError: if C says that it went well and gives nothing
        """
        out = ctypes.c_void_p()
        status = raw.db_open(_encode(name, "name"), out)
        if status != 0:
            error = _db_error(status)
            if out:
                raw.db_close(out)
            raise error
        if not out.value:
            raise ServicesError("db_open() failed")
        self._handle = _DbHandle(out.value)

    def close(self) -> None:
        """Calls db_close()."""
        super().close()

    def changes(self) -> int:
        """Calls db_changes()."""
        return raw.db_changes(self._handle)

    @staticmethod
    def threads() -> int:
        """Calls db_threads()."""
        return raw.db_threads()


class _QueryHandle(_Handle):
    """The C object of a Query."""

    failures: List[Exception] = []

    def _end(self, pointer: Any) -> None:
        status = raw.query_end(pointer)
        if status != 0:
            self.failures.append(_db_error(status))


class Query(_Closable):
    """C's query."""

    __slots__ = ()

    def __init__(self, d: Db, text: str) -> None:
        """Calls query_new().

        Raises:
            ServicesError: if it fails
        """
        _check_object(d, Db, "d")
        d_handle = d._handle
        pointer = raw.query_new(d_handle, _encode(text, "text"))
        if not pointer:
            raise ServicesError("query_new() failed")
        self._handle = _QueryHandle(pointer)
        self._keep(d_handle)

    def close(self) -> None:
        """Calls query_end().

        Raises:
            DbError: if it fails
        """
        try:
            failures = self._handle.failures = []
        except ValueError:
            return
        super().close()
        if failures:
            raise failures[0]


class _MeterHandle(_Owner, MeterStruct):
    """The C object of a Meter."""

    owned = False  # until the constructor has filled it
    _end = raw.meter_clear


class Meter(_Closable):
    """C's meter."""

    __slots__ = ()

    def __init__(self, start: int) -> None:
        """Calls meter_init()."""
        if not isinstance(start, int) or not -0x80000000 <= start <= 0x7FFFFFFF:
            start = _integer("start", start, -0x80000000, 0x7FFFFFFF, "int")
        handle = _MeterHandle()
        raw.meter_init(handle, start)
        handle.owned = True
        self._handle = handle

    def close(self) -> None:
        """Calls meter_clear()."""
        super().close()

    @property
    def total(self) -> int:
        return int(self._handle.total)

    @total.setter
    def total(self, value: int) -> None:
        if not isinstance(value, int) or not -0x80000000 <= value <= 0x7FFFFFFF:
            value = _integer("total", value, -0x80000000, 0x7FFFFFFF, "int")
        self._handle.total = value

    def add(self, by: int) -> None:
        """Calls meter_add()."""
        if not isinstance(by, int) or not -0x80000000 <= by <= 0x7FFFFFFF:
            by = _integer("by", by, -0x80000000, 0x7FFFFFFF, "int")
        raw.meter_add(self._handle, by)

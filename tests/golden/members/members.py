"""The C library members."""
# Made by ffirender from the description that the compiler wrote; changes will be lost.

from __future__ import annotations

import ctypes
import operator
import os
import sys
import weakref
from typing import Any, Callable, Dict, List, Optional, TYPE_CHECKING, Tuple, Type, TypeVar

__all__ = [
    "Coin",
    "MembersError",
    "Slot",
    "raw",
]

# What ctypes takes for a C pointer: None, byref(), pointer(), an array, an address.
_Pointer = Any


class MembersError(Exception):
    """What goes wrong in members."""


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


class Slot(int):
    """C's members_slot: it stands for something that C knows."""

    __slots__ = ()

    def __repr__(self) -> str:
        return f"Slot({int(self)})"


if ctypes.sizeof(ctypes.c_void_p) != 8 or sys.byteorder != "little":
    raise ImportError("this module is made for x86_64-linux-gnu", name=__name__)

_library = _open_library("MEMBERS_LIBRARY", "libmembers.so")


class raw:
    """The C functions themselves: nothing is checked, nothing is freed."""

    members_coin_new: Callable[[int], Optional[int]] = _function(
        "members_coin_new", ctypes.c_void_p, ctypes.c_int
    )
    members_coin_free: Callable[[_Pointer], None] = _function(
        "members_coin_free", None, ctypes.c_void_p
    )
    members_coin_get_value: Callable[[_Pointer], int] = _function(
        "members_coin_get_value", ctypes.c_int, ctypes.c_void_p
    )
    members_coin_set_value: Callable[[_Pointer, int], None] = _function(
        "members_coin_set_value", None, ctypes.c_void_p, ctypes.c_int
    )
    members_coin_text: Callable[[_Pointer], Optional[bytes]] = _function(
        "members_coin_text", ctypes.c_char_p, ctypes.c_void_p
    )
    members_coin_equals: Callable[[_Pointer, _Pointer], bool] = _function(
        "members_coin_equals", ctypes.c_bool, ctypes.c_void_p, ctypes.c_void_p
    )
    members_coin_hash: Callable[[_Pointer], int] = _function(
        "members_coin_hash", ctypes.c_uint64, ctypes.c_void_p
    )
    members_coin_compare: Callable[[_Pointer, _Pointer], int] = _function(
        "members_coin_compare", ctypes.c_int, ctypes.c_void_p, ctypes.c_void_p
    )
    members_coin_next: Callable[[_Pointer, _Pointer], bool] = _function(
        "members_coin_next", ctypes.c_bool, ctypes.c_void_p, ctypes.POINTER(ctypes.c_int)
    )
    members_coin_slot: Callable[[_Pointer], int] = _function(
        "members_coin_slot", ctypes.c_int, ctypes.c_void_p
    )
    members_coin_put: Callable[[_Pointer, int], None] = _function(
        "members_coin_put", None, ctypes.c_void_p, ctypes.c_int
    )


if _missing:
    raise ImportError(f"{_library._name} lacks {', '.join(_missing)}", name=__name__)


def _text(data: Optional[bytes], what: str) -> bytes:
    """DATA; NULL, which function WHAT promised never to give, is an error."""
    if data is None:
        raise ValueError(f"{what}() gave NULL")
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


class _CoinHandle(_Handle):
    """The C object of a Coin."""

    _end = raw.members_coin_free


class Coin(_Closable):
    """C's members_coin."""

    __slots__ = ()

    def __init__(self, value: int) -> None:
        """Calls members_coin_new().

        Raises:
            MembersError: if it fails
        """
        if not isinstance(value, int) or not -0x80000000 <= value <= 0x7FFFFFFF:
            value = _integer("value", value, -0x80000000, 0x7FFFFFFF, "int")
        pointer = raw.members_coin_new(value)
        if not pointer:
            raise MembersError("members_coin_new() failed")
        self._handle = _CoinHandle(pointer)

    def close(self) -> None:
        """Calls members_coin_free()."""
        super().close()

    @property
    def value(self) -> int:
        """Calls members_coin_get_value()."""
        return raw.members_coin_get_value(self._handle)

    @value.setter
    def value(self, value: int) -> None:
        """Calls members_coin_set_value()."""
        if not isinstance(value, int) or not -0x80000000 <= value <= 0x7FFFFFFF:
            value = _integer("value", value, -0x80000000, 0x7FFFFFFF, "int")
        raw.members_coin_set_value(self._handle, value)

    def text(self) -> str:
        """Calls members_coin_text()."""
        return _text(raw.members_coin_text(self._handle), "members_coin_text").decode()

    def equals(self, other: Coin) -> bool:
        """Calls members_coin_equals()."""
        _check_object(other, Coin, "other")
        return raw.members_coin_equals(self._handle, other._handle)

    def hash(self) -> int:
        """Calls members_coin_hash()."""
        return raw.members_coin_hash(self._handle)

    def compare(self, other: Coin) -> int:
        """Calls members_coin_compare()."""
        _check_object(other, Coin, "other")
        return raw.members_coin_compare(self._handle, other._handle)

    def next(self) -> Tuple[bool, int]:
        """Calls members_coin_next()."""
        digit = ctypes.c_int()
        result = raw.members_coin_next(self._handle, digit)
        return result, digit.value

    def slot(self) -> Optional[Slot]:
        """Calls members_coin_slot()."""
        result = raw.members_coin_slot(self._handle)
        return None if result == -1 else Slot(result)

    def put(self, slot: Slot) -> None:
        """Calls members_coin_put()."""
        if not isinstance(slot, Slot):
            raise TypeError(f"slot must be Slot, not {type(slot).__name__}")
        if not isinstance(slot, int) or not -0x80000000 <= slot <= 0x7FFFFFFF:
            slot = _integer("slot", slot, -0x80000000, 0x7FFFFFFF, "members_slot")
        raw.members_coin_put(self._handle, slot)

    def __str__(self) -> str:
        return self.text()

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Coin):
            return NotImplemented
        return self.equals(other) != 0

    def __hash__(self) -> int:
        return hash(self.hash())

    def __lt__(self, other: object) -> bool:
        if not isinstance(other, Coin):
            return NotImplemented
        return self.compare(other) < 0

    def __le__(self, other: object) -> bool:
        if not isinstance(other, Coin):
            return NotImplemented
        return self.compare(other) <= 0

    def __gt__(self, other: object) -> bool:
        if not isinstance(other, Coin):
            return NotImplemented
        return self.compare(other) > 0

    def __ge__(self, other: object) -> bool:
        if not isinstance(other, Coin):
            return NotImplemented
        return self.compare(other) >= 0

    def __iter__(self) -> Coin:
        return self

    def __next__(self) -> int:
        more, item = self.next()
        if more != 1:
            raise StopIteration
        return item

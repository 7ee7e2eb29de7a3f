"""The C library callbacks."""
# Made by ffirender from the description that the compiler wrote; changes will be lost.

from __future__ import annotations

import ctypes
import functools
import math
import operator
import os
import sys
import threading
import weakref
from typing import (
    Any, Callable, ClassVar, Dict, List, Optional, TYPE_CHECKING, Tuple, Type, TypeVar
)

__all__ = [
    "Bell",
    "CallbacksError",
    "Each",
    "Fill",
    "Samples",
    "apply",
    "change",
    "fill",
    "raw",
    "read",
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


class Samples(_Limited, ctypes.Structure):
    """C's struct callbacks_samples."""

    samples: _Pointer
    n: int

    _fields_ = [
        ("samples", ctypes.POINTER(ctypes.c_int16)),
        ("n", ctypes.c_size_t),
    ]
    _limits_: ClassVar[Dict[str, Any]] = {
        "n": (_integer, 0, 0xFFFFFFFFFFFFFFFF, "size_t"),
    }

    def __init__(self, samples: _Pointer = None, n: int = 0) -> None:
        super().__init__()
        if samples is not None:
            self.samples = samples
        self.n = n

    def __repr__(self) -> str:
        return f"Samples(samples={self.samples!r}, n={self.n!r})"

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Samples):
            return NotImplemented
        return bool(self.samples) == bool(other.samples) and self.n == other.n


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
    fill = ctypes.CFUNCTYPE(
        ctypes.c_size_t, ctypes.POINTER(ctypes.c_float), ctypes.c_size_t, ctypes.c_void_p
    )

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
    bell_on_ring: Callable[[_Pointer, _Pointer, _Pointer, _Pointer], None] = _function(
        "bell_on_ring", None, ctypes.c_void_p, each, ctypes.c_void_p, release
    )
    bell_ring: Callable[[_Pointer, int], None] = _function(
        "bell_ring", None, ctypes.c_void_p, ctypes.c_int
    )
    callbacks_fill: Callable[[_Pointer, _Pointer], int] = _function(
        "callbacks_fill", ctypes.c_size_t, fill, ctypes.c_void_p
    )
    callbacks_read: Callable[[_Pointer, _Pointer], int] = _function(
        "callbacks_read",
        ctypes.c_size_t,
        ctypes.CFUNCTYPE(ctypes.c_size_t, ctypes.c_void_p, ctypes.c_size_t, ctypes.c_void_p),
        ctypes.c_void_p,
    )
    callbacks_change: Callable[[_Pointer, _Pointer], None] = _function(
        "callbacks_change",
        None,
        ctypes.CFUNCTYPE(None, Samples, ctypes.c_void_p),
        ctypes.c_void_p,
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


class _Many(_Form):
    """A pointer to many: COUNT of them, or up to a zero. ITEM is None of bytes."""

    def __init__(
        self,
        item: Optional[_Form],
        count: Optional[int] = None,
        nullable: bool = False,
        release: Any = None,
    ) -> None:
        self.item, self.count, self.nullable, self.release = item, count, nullable, release
        self.owns = release is not None or (item is not None and item.owns)

    def length(self, pointer: int) -> int:
        """How many there are at POINTER, where nobody counts them."""
        if self.count is not None:
            return self.count
        size = self.item.size if self.item else 1
        count = 0
        while any(ctypes.string_at(pointer + count * size, size)):
            count += 1
        return count

    def read(self, at: int) -> Any:
        pointer = self.promised(self.load(at), self.nullable)
        return self.read_many(pointer, self.length(pointer)) if pointer else None

    def read_many(self, pointer: int, count: int) -> Any:
        """COUNT items at POINTER."""
        if not pointer and self.nullable:
            return None
        if self.item is None:
            return _bytes_at(pointer, count)
        if count and not pointer:
            raise ValueError(f"NULL with a length of {count}")
        return self.item.read_all(pointer, count) if count else []

    def make_many(self, value: Any, name: str, keep: List[Any]) -> Any:
        """The address and the number of the items of VALUE."""
        if value is None and self.nullable:
            return 0, 0
        if self.item is None:
            data = bytes(value)
            pointer = self.memory(len(data) + 1, keep)
            ctypes.memmove(pointer, data, len(data))
            return pointer, len(data)
        if isinstance(value, (str, bytes)) or not hasattr(value, "__len__"):
            raise TypeError(f"{name} must be a sequence, not {type(value).__name__}")
        pointer = self.memory((len(value) + 1) * self.item.size, keep)
        self.item.write_all(pointer, value, name, keep)
        return pointer, len(value)

    def write(self, at: int, value: Any, name: str, keep: List[Any]) -> None:
        pointer, count = self.make_many(value, name, keep)
        if pointer and self.count not in (None, count):
            raise ValueError(f"{name} must have {self.count} elements, not {count}")
        self.store(at, pointer)

    def free_many(self, pointer: int, count: int) -> None:
        """Frees what COUNT items at POINTER own."""
        if pointer and self.item is not None and self.item.owns:
            for i in range(count):
                self.item.free(pointer + i * self.item.size)

    def free(self, at: int) -> None:
        pointer = self.load(at)
        if pointer:
            self.free_many(pointer, self.length(pointer))
            if self.release:
                self.release(pointer)


def _view(pointer: Any, count: int, kind: Any = None, wrap: Any = None, inside: Any = None) -> Any:
    """COUNT elements of KIND as they lie at POINTER, or bytes.

    WRAP raises ValueError for what an enumeration has no name for; INSIDE makes the type of the array.
    """
    at = _Form.address(pointer)
    if count and not at:
        raise ValueError(f"NULL with a length of {count}")
    if kind is None:
        return memoryview((ctypes.c_char * count).from_address(at)).cast("B") if count else memoryview(b"")
    if inside is not None:
        of = inside(kind, count)
    elif issubclass(kind, (ctypes.Structure, ctypes.Union)):
        of = kind * count
    else:
        of = _numbers_inside(kind, count, wrap)
    return of.from_address(at) if count else of()


def _end_view(view: Any) -> None:
    """C's memory is gone; what was made of VIEW has to look after itself."""
    if isinstance(view, memoryview):
        try:
            view.release()
        except BufferError:
            pass


class _Mutable(_Many):
    """A pointer to many in a buffer of the caller, which C may change."""

    def view_many(self, pointer: int, count: int) -> Any:
        """COUNT items at POINTER as they lie there; None for NULL."""
        if not pointer and self.nullable:
            return None
        item: Any = self.item
        return _view(pointer, count, item and item.kind, getattr(item, "wrap", None))

    def make_many(self, value: Any, name: str, keep: List[Any]) -> Any:
        """The address and the number of items of VALUE."""
        if value is None and self.nullable:
            return 0, 0
        size = memoryview(value).nbytes
        item_size = self.item.size if self.item else 1
        if size % item_size:
            raise ValueError(f"{name} is no whole number of items of {item_size} bytes")
        memory = (ctypes.c_char * size).from_buffer(value)
        keep.append(memory)
        return ctypes.addressof(memory), size // item_size


class _Count:
    """Where a struct counts what it points to, in steps of STEP bytes or elements."""

    def __init__(self, kind: Any, at: int, step: int = 1) -> None:
        self.form, self.at, self.step = _Number(kind), at, step

    def count(self, at: int) -> int:
        """The number in the struct at AT."""
        count: int = self.form.read(at + self.at)
        if count < 0:
            raise ValueError(f"C gave a length of {count}")
        return count

    def read(self, at: int) -> int:
        return self.count(at) // self.step

    def write(self, at: int, count: int, name: str) -> None:
        self.form.write(at + self.at, count * self.step, f"the length of {name}", [])


class _Counted(_Form):
    """A struct that is a text or many: pointer, length, and perhaps a capacity."""

    def __init__(
        self,
        size: int,
        form: Any,
        pointer_at: int,
        length: Optional[_Count],
        capacity: Optional[_Count] = None,
        release: Any = None,
        takes_pointer: bool = False,
    ) -> None:
        self.size, self.form, self.pointer_at = size, form, pointer_at
        self.length, self.capacity, self.release = length, capacity, release
        self.takes_pointer = takes_pointer
        self.owns = release is not None or form.owns

    def read(self, at: int) -> Any:
        if self.length is None:
            return self.form.read(at + self.pointer_at)
        return self.form.read_many(self.load(at + self.pointer_at), self.length.read(at))

    def view(self, at: int) -> Any:
        """What the struct at AT counts, as it lies there."""
        return self.form.view_many(self.load(at + self.pointer_at), self.length and self.length.read(at))

    def write(self, at: int, value: Any, name: str, keep: List[Any]) -> None:
        if self.length is None:
            self.form.write(at + self.pointer_at, value, name, keep)
            return
        pointer, count = self.form.make_many(value, name, keep)
        self.store(at + self.pointer_at, pointer)
        self.length.write(at, count, name)
        if self.capacity:
            self.capacity.write(at, count, name)

    def free(self, at: int) -> None:
        pointer = self.load(at + self.pointer_at)
        if self.length is not None and hasattr(self.form, "free_many"):
            self.form.free_many(pointer, self.length.read(at))
        if self.release and (pointer or not self.takes_pointer):
            self.release(pointer if self.takes_pointer else at)


Each = Callable[[int], None]


def _run_each(value: int, user: _Pointer) -> None:
    closure = _closures.get(user)
    if closure is None or closure.error is not None:
        return None
    try:
        closure.function(value)
    except BaseException as error:
        closure.failed(error)


_call_each = raw.each(_run_each)
_stays(_call_each)


Fill = Callable[["ctypes.Array[Any]"], int]


def _run_fill(samples: _Pointer, n: int, user: _Pointer) -> int:
    closure = _closures.get(user)
    if closure is None or closure.error is not None:
        return 0
    try:
        result = _index(closure.function(_view(samples, n, ctypes.c_float)))
        if result < 0 or result > 0x3FFFFFFF:
            _check_result(result, 0, 0xFFFFFFFFFFFFFFFF)
        return result
    except BaseException as error:
        closure.failed(error)
        return 0


_call_fill = raw.fill(_run_fill)
_stays(_call_fill)


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


def _run_callbacks_read_read(bytes_: _Pointer, room: int, user: _Pointer) -> int:
    closure = _closures.get(user)
    if closure is None or closure.error is not None:
        return 0
    try:
        object_1 = _view(bytes_, room)
        try:
            result = _index(closure.function(object_1))
            if result < 0 or result > 0x3FFFFFFF:
                _check_result(result, 0, 0xFFFFFFFFFFFFFFFF)
            return result
        finally:
            _end_view(object_1)
    except BaseException as error:
        closure.failed(error)
        return 0


_call_callbacks_read_read = ctypes.CFUNCTYPE(ctypes.c_size_t, ctypes.c_void_p, ctypes.c_size_t, ctypes.c_void_p)(
    _run_callbacks_read_read
)
_stays(_call_callbacks_read_read)


def _run_callbacks_change_change(samples: Samples, user: _Pointer) -> None:
    closure = _closures.get(user)
    if closure is None or closure.error is not None:
        return None
    try:
        closure.function(_form_of_samples.view(ctypes.addressof(samples)))
    except BaseException as error:
        closure.failed(error)


_call_callbacks_change_change = ctypes.CFUNCTYPE(None, Samples, ctypes.c_void_p)(
    _run_callbacks_change_change
)
_stays(_call_callbacks_change_change)


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
        if threading.get_ident() in _raised:
            if pointer:
                raw.bell_free(pointer)
            _reraise()
        if not pointer:
            raise CallbacksError("bell_new() failed")
        self._handle = _BellHandle(pointer)

    def close(self) -> None:
        """Calls bell_free()."""
        super().close()

    def on_ring(self, ring: Each) -> None:
        """Calls bell_on_ring()."""
        closure = _LastingClosure(ring, "ring").register()
        raw.bell_on_ring(self._handle, _call_each, closure.key, _destroy_closure)
        if _raised:
            _reraise()

    def ring(self, times: int) -> None:
        """Calls bell_ring()."""
        if not isinstance(times, int) or not -0x80000000 <= times <= 0x7FFFFFFF:
            times = _integer("times", times, -0x80000000, 0x7FFFFFFF, "int")
        raw.bell_ring(self._handle, times)
        if _raised:
            _reraise()


def apply(f: Callable[[int], int], value: int) -> int:
    """Calls callbacks_apply()."""
    if not isinstance(value, int) or not -0x80000000 <= value <= 0x7FFFFFFF:
        value = _integer("value", value, -0x80000000, 0x7FFFFFFF, "int")
    with _Closure(f, "f") as closure:
        result = raw.callbacks_apply(_make_callbacks_apply_f(closure), value)
    closure.reraise()
    if _raised:
        _reraise()
    return result


def fill(with_: Fill) -> int:
    """Calls callbacks_fill()."""
    with _Closure(with_, "with_") as closure:
        result = raw.callbacks_fill(_call_fill, closure.key)
    closure.reraise()
    if _raised:
        _reraise()
    return result


def read(read: Callable[["memoryview"], int]) -> int:
    """Calls callbacks_read()."""
    with _Closure(read, "read") as closure:
        result = raw.callbacks_read(_call_callbacks_read_read, closure.key)
    closure.reraise()
    if _raised:
        _reraise()
    return result


def change(change: Callable[["ctypes.Array[Any]"], None]) -> None:
    """Calls callbacks_change()."""
    with _Closure(change, "change") as closure:
        raw.callbacks_change(_call_callbacks_change_change, closure.key)
    closure.reraise()
    if _raised:
        _reraise()


_form_of_samples = _Counted(16, _Mutable(_Number(ctypes.c_int16)), 0, _Count(ctypes.c_size_t, 8))

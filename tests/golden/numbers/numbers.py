"""The C library numbers."""
# Made by ffirender from the description that the compiler wrote; changes will be lost.

from __future__ import annotations

import ctypes
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
    Optional,
    Sequence,
    TYPE_CHECKING,
    Tuple,
    Type,
    TypeVar,
    Union,
)

if TYPE_CHECKING:
    from _typeshed import ReadableBuffer

__all__ = [
    "Change",
    "Key",
    "Known",
    "Metres",
    "NumbersError",
    "Walker",
    "WalkerStruct",
    "Way",
    "add",
    "all",
    "changed",
    "double",
    "half",
    "next",
    "raw",
    "steps",
    "sum",
]

# What ctypes takes for a C pointer: None, byref(), pointer(), an array, an address.
_Pointer = Any


class NumbersError(Exception):
    """What goes wrong in numbers."""


def _out_of_range(name: str, value: object, kind: str) -> OverflowError:
    return OverflowError(f"{name}: {value} does not fit into C's {kind}")


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


class Metres(float):
    """A length."""

    __slots__ = ()

    def __repr__(self) -> str:
        return f"Metres({float(self)})"


class Key(int):
    """C's numbers_key: a number of its own kind."""

    __slots__ = ()

    def __repr__(self) -> str:
        return f"Key({int(self)})"


class Way(_Limited, ctypes.Structure):
    """A way."""

    _length: float
    parts: int

    _fields_ = [
        ("_length", ctypes.c_double),
        ("parts", ctypes.c_int),
    ]
    _limits_: ClassVar[Dict[str, Any]] = {
        "parts": (_integer, -0x80000000, 0x7FFFFFFF, "int"),
    }

    def __init__(self, length: Metres = Metres(0), parts: int = 0) -> None:
        super().__init__()
        self.length = length
        self.parts = parts

    @property
    def length(self) -> Metres:
        return Metres(self._length)

    @length.setter
    def length(self, value: Metres) -> None:
        self._length = value

    def __repr__(self) -> str:
        return f"Way(length={self.length!r}, parts={self.parts!r})"

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Way):
            return NotImplemented
        return self.length == other.length and self.parts == other.parts


class Known(ctypes.Structure):
    """A length, if it is known."""

    known: bool
    _length: float

    _fields_ = [
        ("known", ctypes.c_bool),
        ("_length", ctypes.c_double),
    ]

    def __init__(self, known: bool = False, length: Metres = Metres(0)) -> None:
        super().__init__()
        self.known = known
        self.length = length

    @property
    def length(self) -> Metres:
        return Metres(self._length)

    @length.setter
    def length(self, value: Metres) -> None:
        self._length = value

    def __repr__(self) -> str:
        return f"Known(known={self.known!r}, length={self.length!r})"

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Known):
            return NotImplemented
        return self.known == other.known and self.length == other.length


class WalkerStruct(ctypes.Structure):
    """Goes on.

    Attributes:
        at: where it is
    """

    _at: float

    _fields_ = [
        ("_at", ctypes.c_double),
    ]

    def __init__(self, at: Metres = Metres(0)) -> None:
        super().__init__()
        self.at = at

    @property
    def at(self) -> Metres:
        """where it is"""
        return Metres(self._at)

    @at.setter
    def at(self, value: Metres) -> None:
        self._at = value

    def __repr__(self) -> str:
        return f"WalkerStruct(at={self.at!r})"

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, WalkerStruct):
            return NotImplemented
        return self.at == other.at


if ctypes.sizeof(ctypes.c_void_p) != 8 or sys.byteorder != "little":
    raise ImportError("this module is made for x86_64-linux-gnu", name=__name__)

_library = _open_library("NUMBERS_LIBRARY", "libnumbers.so")


class raw:
    """The C functions themselves: nothing is checked, nothing is freed."""

    numbers_change = ctypes.CFUNCTYPE(ctypes.c_double, ctypes.c_double, ctypes.c_void_p)

    numbers_add: Callable[[float, float], float] = _function(
        "numbers_add", ctypes.c_double, ctypes.c_double, ctypes.c_double
    )
    numbers_next: Callable[[int], int] = _function("numbers_next", ctypes.c_uint, ctypes.c_uint)
    numbers_double: Callable[[_Pointer], None] = _function(
        "numbers_double", None, ctypes.POINTER(ctypes.c_double)
    )
    numbers_sum: Callable[[_Pointer, int], float] = _function(
        "numbers_sum", ctypes.c_double, ctypes.POINTER(ctypes.c_double), ctypes.c_uint
    )
    numbers_steps: Callable[[_Pointer, int], None] = _function(
        "numbers_steps", None, ctypes.POINTER(ctypes.c_double), ctypes.c_uint
    )
    numbers_all: Callable[[Way], float] = _function("numbers_all", ctypes.c_double, Way)
    numbers_half: Callable[[Known], Known] = _function("numbers_half", Known, Known)
    numbers_changed: Callable[[float, _Pointer, _Pointer], float] = _function(
        "numbers_changed", ctypes.c_double, ctypes.c_double, numbers_change, ctypes.c_void_p
    )
    numbers_walker_new: Callable[[float], Optional[int]] = _function(
        "numbers_walker_new", ctypes.c_void_p, ctypes.c_double
    )
    numbers_walker_free: Callable[[_Pointer], None] = _function(
        "numbers_walker_free", None, ctypes.c_void_p
    )
    numbers_walker_go: Callable[[_Pointer, float], float] = _function(
        "numbers_walker_go", ctypes.c_double, ctypes.c_void_p, ctypes.c_double
    )


if _missing:
    raise ImportError(f"{_library._name} lacks {', '.join(_missing)}", name=__name__)


def _array(values: Any, kind: Any, name: str) -> Any:
    """VALUES as a C array: themselves if they are one, else a copy."""
    if isinstance(values, ctypes.Array) and values._type_ is kind:
        return values
    try:
        return (kind * len(values))(*values)
    except TypeError as error:
        raise TypeError(f"{name} must be a sequence of {kind.__name__}: {error}") from None


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


def _float_result(value: Any) -> float:
    """VALUE as a float; a text is none, whatever it says."""
    if isinstance(value, (str, bytes, bytearray)):
        raise TypeError(f"C takes a number from the function, not {type(value).__name__}")
    return float(value)


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


class _Option(_Form):
    """FORM at VALUE_AT is there if the tag is THERE, or anything but 0 if that is None."""

    def __init__(
        self, size: int, tag: Any, tag_at: int, there: Optional[int], form: _Form, value_at: int
    ) -> None:
        self.size, self.tag, self.tag_at, self.there = size, _Number(tag), tag_at, there
        self.form, self.value_at, self.owns = form, value_at, form.owns

    def is_there(self, at: int) -> bool:
        tag = self.tag.read(at + self.tag_at)
        return bool(tag) if self.there is None else bool(tag == self.there)

    def read(self, at: int) -> Any:
        return self.form.read(at + self.value_at) if self.is_there(at) else None

    def write(self, at: int, value: Any, name: str, keep: List[Any]) -> None:
        if value is None:
            if self.there == 0:
                self.tag.write(at + self.tag_at, 1, name, keep)
            return
        self.tag.write(at + self.tag_at, 1 if self.there is None else self.there, name, keep)
        self.form.write(at + self.value_at, value, name, keep)

    def free(self, at: int) -> None:
        if self.is_there(at):
            self.form.free(at + self.value_at)


Change = Callable[[Metres], Metres]
"""Changes a length."""


def _run_numbers_change(length: float, user: _Pointer) -> float:
    closure = _closures.get(user)
    if closure is None or closure.error is not None:
        return 0.0
    try:
        result = closure.function(Metres(length))
        return _float_result(result)
    except BaseException as error:
        closure.failed(error)
        return 0.0


_call_numbers_change = raw.numbers_change(_run_numbers_change)
_stays(_call_numbers_change)


class _WalkerHandle(_Handle):
    """The C object of a Walker."""

    _end = raw.numbers_walker_free


class Walker(_Closable):
    """Goes on."""

    __slots__ = ()

    def __init__(self, at: Metres) -> None:
        """Calls numbers_walker_new().

        Raises:
            NumbersError: if it fails
        """
        if not isinstance(at, Metres):
            raise TypeError(f"at must be Metres, not {type(at).__name__}")
        pointer = raw.numbers_walker_new(at)
        if not pointer:
            raise NumbersError("numbers_walker_new() failed")
        self._handle = _WalkerHandle(pointer)

    def close(self) -> None:
        """Calls numbers_walker_free()."""
        super().close()

    @property
    def at(self) -> Metres:
        """where it is"""
        return Metres(WalkerStruct.from_address(self._handle.value).at)

    @at.setter
    def at(self, value: Metres) -> None:
        WalkerStruct.from_address(self._handle.value).at = value

    def go(self, by: Metres) -> Metres:
        """Calls numbers_walker_go()."""
        if not isinstance(by, Metres):
            raise TypeError(f"by must be Metres, not {type(by).__name__}")
        return Metres(raw.numbers_walker_go(self._handle, by))


def add(a: Metres, b: Metres = Metres(2.5)) -> Metres:
    """Calls numbers_add()."""
    if not isinstance(a, Metres):
        raise TypeError(f"a must be Metres, not {type(a).__name__}")
    if not isinstance(b, Metres):
        raise TypeError(f"b must be Metres, not {type(b).__name__}")
    return Metres(raw.numbers_add(a, b))


def next(key: Key) -> Key:
    """Calls numbers_next()."""
    if not isinstance(key, Key):
        raise TypeError(f"key must be Key, not {type(key).__name__}")
    if not isinstance(key, int) or not 0 <= key <= 0xFFFFFFFF:
        key = _integer("key", key, 0, 0xFFFFFFFF, "numbers_key")
    return Key(raw.numbers_next(key))


def double(length: Metres) -> Metres:
    """Calls numbers_double()."""
    if not isinstance(length, Metres):
        raise TypeError(f"length must be Metres, not {type(length).__name__}")
    length_cell = ctypes.c_double(length)
    raw.numbers_double(length_cell)
    return Metres(length_cell.value)


def sum(lengths: Union[Sequence[Metres], ReadableBuffer]) -> Metres:
    """Calls numbers_sum()."""
    lengths_array = _array(lengths, ctypes.c_double, "lengths")
    if not 0 <= len(lengths_array) <= 0xFFFFFFFF:
        raise _out_of_range("the length of lengths", len(lengths_array), "unsigned int")
    return Metres(raw.numbers_sum(lengths_array, len(lengths_array)))


def steps(n: int) -> List[Metres]:
    """Calls numbers_steps()."""
    if not isinstance(n, int) or not 0 <= n <= 0xFFFFFFFF:
        n = _integer("n", n, 0, 0xFFFFFFFF, "unsigned int")
    lengths = (ctypes.c_double * n)()
    raw.numbers_steps(lengths, n)
    return [Metres(item) for item in lengths[:n]]


def all(way: Way) -> Metres:
    """Calls numbers_all()."""
    return Metres(raw.numbers_all(way))


def half(length: Optional[Metres]) -> Optional[Metres]:
    """Calls numbers_half()."""
    keep: List[Any] = []
    length_struct = Known()
    _form_of_known.write(ctypes.addressof(length_struct), length, "length", keep)
    result = raw.numbers_half(length_struct)
    value: Optional[Metres]
    value = _form_of_known.read(ctypes.addressof(result))
    return value


def changed(length: Metres, change: Change) -> Metres:
    """Calls numbers_changed()."""
    if not isinstance(length, Metres):
        raise TypeError(f"length must be Metres, not {type(length).__name__}")
    with _Closure(change, "change") as closure:
        result = raw.numbers_changed(length, _call_numbers_change, closure.key)
    closure.reraise()
    return Metres(result)


_form_of_known = _Option(16, ctypes.c_bool, 0, None, _Number(ctypes.c_double, Metres), 8)

"""What an expert writes by hand for calls.h, with ctypes: the baseline of `make bench`.

Why it looks as it does, each form tried against the others on CPython 3.11:
- CDLL, with argtypes and restype set once: a call then converts by a fixed table. Without argtypes ctypes is
  a little faster, but takes any int for a C int, and a pointer for one, silently.
- Where nothing has to be done around a call the C function itself is what users call: a Python function
  around it costs as much as a short call.
- bytes go to c_char_p: no copy, no cast.
- a callback that C keeps is a thunk of its own over a nested function: C finds the Python function without
  a table. One for a single call is, too: a shared thunk with a table of live callbacks would be faster to
  enter and slower to run.
- what a callback gives back is looked at: ctypes cuts it to C's size in silence.
- what a callback raises must not be lost: it waits in the object or in the call, and is raised when C is back.

SPDX-License-Identifier: MIT
"""
import ctypes
import os
from typing import Any, Callable, Optional

_library = ctypes.CDLL(os.environ["LIBCALLS"])


class Point(ctypes.Structure):
    _fields_ = [("x", ctypes.c_double), ("y", ctypes.c_double)]


VISIT = ctypes.CFUNCTYPE(ctypes.c_uint32, ctypes.c_uint32, ctypes.c_void_p)
LISTENER = ctypes.CFUNCTYPE(None, ctypes.c_uint32, ctypes.c_void_p)


def _function(name: str, result: Any, *arguments: Any) -> Any:
    function = getattr(_library, name)
    function.restype = result
    function.argtypes = arguments
    return function


_U32 = ctypes.c_uint32
calls_void = _function("calls_void", None)
calls_u32 = _function("calls_u32", _U32, _U32)
calls_five = _function("calls_five", _U32, *[_U32] * 5)
calls_ten = _function("calls_ten", _U32, *[_U32] * 10)
calls_by_value = _function("calls_by_value", ctypes.c_double, Point)
calls_by_pointer = _function("calls_by_pointer", ctypes.c_double, ctypes.POINTER(Point))
calls_string = _function("calls_string", ctypes.c_size_t, ctypes.c_char_p)
calls_total = _function("calls_total", ctypes.c_size_t, ctypes.c_char_p, ctypes.c_size_t)
calls_each = _function("calls_each", _U32, _U32, VISIT, ctypes.c_void_p)
calls_bell_new = _function("calls_bell_new", ctypes.c_void_p)
calls_bell_free = _function("calls_bell_free", None, ctypes.c_void_p)
calls_bell_hook = _function("calls_bell_hook", None, ctypes.c_void_p, VISIT, ctypes.c_void_p)
calls_bell_ring = _function("calls_bell_ring", _U32, ctypes.c_void_p, _U32)
calls_bell_listen = _function("calls_bell_listen", None, ctypes.c_void_p, LISTENER, ctypes.c_void_p)
calls_bell_tell = _function("calls_bell_tell", None, ctypes.c_void_p, _U32)

void = calls_void
u32 = calls_u32
five = calls_five
ten = calls_ten
by_value = calls_by_value
by_pointer = calls_by_pointer


def string(text: str) -> int:
    data = text.encode()
    if b"\0" in data:
        raise ValueError("text must not hold a null character")
    return calls_string(data)


def total(data: bytes) -> int:
    return calls_total(data, len(data))


def each(n: int, visit: Callable[[int], int]) -> int:
    raised: Optional[BaseException] = None

    def run(value: int, _user: Any) -> int:
        nonlocal raised
        if raised is None:
            try:
                result = visit(value)
                if not 0 <= result <= 0xFFFFFFFF:
                    raise OverflowError("the result does not fit into a uint32_t")
                return result
            except BaseException as error:
                raised = error
        return 0

    result = calls_each(n, VISIT(run), None)
    if raised is not None:
        raise raised
    return result


class Bell:
    def __init__(self) -> None:
        self._pointer = ctypes.c_void_p(calls_bell_new())
        self._visit: Any = None
        self._listener: Any = None
        self._raised: Optional[BaseException] = None

    def __del__(self) -> None:
        calls_bell_free(self._pointer)

    def hook(self, visit: Callable[[int], int]) -> None:
        def run(value: int, _user: Any) -> int:
            try:
                result = visit(value)
                if not 0 <= result <= 0xFFFFFFFF:
                    raise OverflowError("the result does not fit into a uint32_t")
                return result
            except BaseException as error:
                self._raised = error
                return 0

        self._visit = VISIT(run)
        calls_bell_hook(self._pointer, self._visit, None)

    def ring(self, n: int) -> int:
        result = calls_bell_ring(self._pointer, n)
        if self._raised is not None:
            self._reraise()
        return result

    def listen(self, listener: Callable[[int], None]) -> None:
        def run(value: int, _user: Any) -> None:
            try:
                listener(value)
            except BaseException as error:
                self._raised = error

        self._listener = LISTENER(run)
        calls_bell_listen(self._pointer, self._listener, None)

    def tell(self, n: int) -> None:
        calls_bell_tell(self._pointer, n)
        if self._raised is not None:
            self._reraise()

    def _reraise(self) -> None:
        raised, self._raised = self._raised, None
        if raised is not None:
            raise raised

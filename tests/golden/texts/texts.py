"""The C library texts."""
# Made by ffirender from the description that the compiler wrote; changes will be lost.

from __future__ import annotations

import ctypes
import os
import sys
from typing import Any, Callable, List, Optional

__all__ = [
    "TextsError",
    "constant",
    "copy",
    "length",
    "length_or_zero",
    "maybe",
    "raw",
]

# What ctypes takes for a C pointer: None, byref(), pointer(), an array, an address.
_Pointer = Any


class TextsError(Exception):
    """What goes wrong in texts."""


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

_library = _open_library("TEXTS_LIBRARY", "libtexts.so")


class raw:
    """The C functions themselves: nothing is checked, nothing is freed."""

    # only here: it frees what other functions give, which bindings see to
    text_free: Callable[[_Pointer], None] = _function(
        "text_free", None, ctypes.POINTER(ctypes.c_char)
    )
    text_length: Callable[[_Pointer], int] = _function(
        "text_length", ctypes.c_size_t, ctypes.c_char_p
    )
    text_length_or_zero: Callable[[_Pointer], int] = _function(
        "text_length_or_zero", ctypes.c_size_t, ctypes.c_char_p
    )
    text_constant: Callable[[], Optional[bytes]] = _function("text_constant", ctypes.c_char_p)
    text_copy: Callable[[_Pointer], Optional[int]] = _function(
        "text_copy", ctypes.c_void_p, ctypes.c_char_p
    )
    text_maybe: Callable[[bool], Optional[int]] = _function(
        "text_maybe", ctypes.c_void_p, ctypes.c_bool
    )


if _missing:
    raise ImportError(f"{_library._name} lacks {', '.join(_missing)}", name=__name__)


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


def _there(pointer: Any, what: str) -> Any:
    """POINTER; NULL, which function WHAT promised never to give, is an error."""
    if not pointer:
        raise ValueError(f"{what}() gave NULL")
    return pointer


def length(text: str) -> int:
    """Calls text_length()."""
    return raw.text_length(_encode(text, "text"))


def length_or_zero(text: Optional[str]) -> int:
    """Calls text_length_or_zero()."""
    return raw.text_length_or_zero(None if text is None else _encode(text, "text"))


def constant() -> Optional[str]:
    """Calls text_constant()."""
    return _text_or_none(raw.text_constant())


def copy(text: str) -> str:
    """Calls text_copy()."""
    pointer = raw.text_copy(_encode(text, "text"))
    try:
        return ctypes.string_at(_there(pointer, "text_copy")).decode()
    finally:
        if pointer:
            raw.text_free(ctypes.cast(pointer, ctypes.POINTER(ctypes.c_char)))


def maybe(yes: bool) -> Optional[str]:
    """Calls text_maybe()."""
    pointer = raw.text_maybe(yes)
    try:
        return ctypes.string_at(pointer).decode("ascii") if pointer else None
    finally:
        if pointer:
            raw.text_free(ctypes.cast(pointer, ctypes.POINTER(ctypes.c_char)))

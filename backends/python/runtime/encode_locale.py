# Run time of the Python bindings: file names and other text of the locale for C.
# SPDX-License-Identifier: MIT
import os


def _encode_locale(text: str, name: str) -> bytes:
    """TEXT as C takes it, in the encoding of the file system; ctypes adds the NUL."""
    if not isinstance(text, str):
        raise TypeError(f"{name} must be str, not {type(text).__name__}")
    data = os.fsencode(text)
    if b"\0" in data:
        raise ValueError(f"{name} must not hold a null character")
    return data

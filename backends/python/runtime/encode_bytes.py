# Run time of the Python bindings: bytes for C that a NUL ends.
# SPDX-License-Identifier: MIT


def _encode_bytes(data: bytes, name: str) -> bytes:
    """DATA as C takes it; ctypes adds the NUL."""
    if not isinstance(data, bytes):
        raise TypeError(f"{name} must be bytes, not {type(data).__name__}")
    if b"\0" in data:
        raise ValueError(f"{name} must not hold a null byte")
    return data

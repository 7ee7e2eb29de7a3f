# Run time of the Python bindings: text from C.
# SPDX-License-Identifier: MIT
import os
from typing import Optional


def _text(data: Optional[bytes], what: str, encoding: str = "utf-8") -> str:
    """DATA as text; NULL, which WHAT promised never to return, is an error."""
    if data is None:
        raise ValueError(f"{what} returned NULL")
    return os.fsdecode(data) if encoding == "locale" else data.decode(encoding)


def _text_or_none(data: Optional[bytes], encoding: str = "utf-8") -> Optional[str]:
    if data is None:
        return None
    return os.fsdecode(data) if encoding == "locale" else data.decode(encoding)


def _not_none(data: Optional[bytes], what: str) -> bytes:
    if data is None:
        raise ValueError(f"{what} returned NULL")
    return data

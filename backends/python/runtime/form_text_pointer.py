# Run time of the Python bindings: texts that C objects point to.
# Needs bytes_at form_base form_encoding.
# SPDX-License-Identifier: MIT
from __future__ import annotations

import ctypes
from typing import Any, List, Optional


class _Text(_Form):
    """A pointer to a text that a NUL ends."""

    def __init__(
        self, encoding: _Encoding, nullable: bool = False, release: Any = None
    ) -> None:
        self.encoding, self.nullable, self.release = encoding, nullable, release
        self.owns = release is not None

    def read(self, at: int) -> Any:
        pointer = self.promised(self.load(at), self.nullable)
        return self.encoding.decode(self.encoding.up_to_nul(pointer)) if pointer else None

    def read_many(self, pointer: int, size: int) -> Any:
        """SIZE bytes of it at POINTER."""
        if not pointer and self.nullable:
            return None
        return self.encoding.decode(_bytes_at(pointer, size))

    def write(self, at: int, value: Any, name: str, keep: List[Any]) -> None:
        if value is None and self.nullable:
            return
        if not isinstance(value, (str, bytes)):
            self.encoding.encode(value, name)
        data = self.encoding.ended(value, name)
        pointer = self.memory(len(data), keep)
        ctypes.memmove(pointer, data, len(data))
        self.store(at, pointer)

    def make_many(self, value: Any, name: str, keep: List[Any]) -> Any:
        """The address and the number of bytes of a text that may hold any character."""
        if value is None and self.nullable:
            return 0, 0
        data = self.encoding.encode(value, name)
        pointer = self.memory(len(data) + self.encoding.unit, keep)
        ctypes.memmove(pointer, data, len(data))
        return pointer, len(data)

    def free(self, at: int) -> None:
        pointer = self.load(at)
        if pointer and self.release:
            self.release(pointer)

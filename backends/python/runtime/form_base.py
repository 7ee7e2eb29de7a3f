# Run time of the Python bindings: values inside C objects.
# SPDX-License-Identifier: MIT
from __future__ import annotations

import ctypes
from typing import Any, List


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

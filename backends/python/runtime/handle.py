# Run time of the Python bindings: C objects.
# SPDX-License-Identifier: MIT
from __future__ import annotations

import ctypes
from typing import Any, Dict, Tuple


class _Owner:
    """What stands for a C object, which ends when the last reference to this is gone.

    A call under way holds one, so that close() in another thread or in a callback frees nothing
    too early.
    """

    end: Any = None
    owned = True
    keeps: Tuple[Any, ...] = ()
    pins: Dict[str, Any] = {}
    thread = 0

    def keep(self, *others: Any) -> None:
        """OTHERS live as long as this."""
        self.keeps += others

    def __del__(self) -> None:
        if self.owned and self.end:
            self.end(self)
        for kept in self.keeps:
            if hasattr(kept, "release"):
                kept.release()


class _Handle(_Owner, ctypes.c_void_p):
    """The pointer to a C object."""

    @classmethod
    def borrow(cls, pointer: Any) -> Any:
        """A handle that does not end the object."""
        handle = cls(pointer)
        handle.owned = False
        return handle

# Run time of the Python bindings: C objects.
# SPDX-License-Identifier: MIT
from __future__ import annotations

import ctypes
from typing import Any, Dict, List, Tuple


class _Owner:
    """What stands for a C object, which ends when the last reference to this is gone.

    A call under way holds one, so that close() in another thread or in a callback frees nothing
    too early. The collector may finish the members of a ring in any order: what others need ends
    after them.
    """

    end: Any = None
    owned = True
    late = False
    keeps: Tuple[Any, ...] = ()
    needed_by: List[None]
    pins: Dict[str, Any] = {}
    thread = 0

    def keep(self, other: Any) -> None:
        """OTHER lives as long as this."""
        if other is self:
            return
        self.keeps += (other,)
        if isinstance(other, _Owner):
            if "needed_by" not in vars(other):
                other.needed_by = []
            other.needed_by.append(None)

    def __del__(self) -> None:
        if vars(self).get("needed_by"):
            self.late = True
            return
        if self.owned and self.end:
            self.end(self)
        for kept in self.keeps:
            if not isinstance(kept, _Owner):
                kept.release()
                continue
            kept.needed_by.pop()
            if kept.late:
                kept.__del__()


class _Handle(_Owner, ctypes.c_void_p):
    """The pointer to a C object."""

    @classmethod
    def borrow(cls, pointer: Any) -> Any:
        """A handle that does not end the object."""
        handle = cls(pointer)
        handle.owned = False
        return handle

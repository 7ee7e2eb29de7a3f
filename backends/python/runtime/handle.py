# Run time of the Python bindings: C objects.
# SPDX-License-Identifier: MIT
from __future__ import annotations

import ctypes
from typing import Any, Dict, List, Optional, Tuple


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

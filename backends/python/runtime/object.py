# Run time of the Python bindings: classes over C objects.
# SPDX-License-Identifier: MIT
from __future__ import annotations

import weakref
from typing import TYPE_CHECKING, Any, Type, TypeVar


class _Object:
    """What all classes share: the handle of the C object, which is gone once it is closed."""

    __slots__ = ("_handle", "__weakref__")
    _handle: Any

    @classmethod
    def _of(cls: Type[_Self], handle: Any) -> _Self:
        instance = cls.__new__(cls)
        instance._handle = handle
        return instance

    def _hand_over(self) -> Any:
        """The handle of the C object, which is given away: closed, but not ended."""
        handle = self._handle
        del self._handle
        handle.owned = False
        return handle

    def _detach(self) -> Any:
        """The same, where nobody knows who has it then."""
        handle = self._hand_over()
        handle.strand()
        return handle

    def _keep(self, handle: Any) -> None:
        """This needs HANDLE; if C has only lent that, what is made of it is over with the loan."""
        self._handle.keep(handle)
        loans = getattr(handle, "loans", None)
        if loans is not None:
            loans.append(weakref.ref(self))
            self._handle.loans = loans

    def _shut(self) -> None:
        """Ends the C object as soon as nobody uses it any more; again it does nothing."""
        try:
            self._handle.leave()
            del self._handle
        except ValueError:
            pass

    def _end_loan(self) -> None:
        """C goes on: what it has lent is closed, and before it what was made of that."""
        try:
            self._handle.leave()
            self._detach()
        except ValueError:
            pass

    def __reduce_ex__(self, protocol: Any) -> Any:
        raise TypeError(f"{type(self).__name__} is an object of C, which Python cannot copy")

    if not TYPE_CHECKING:

        def __getattr__(self, name):
            if name == "_handle":
                raise ValueError(f"this {type(self).__name__} is closed")
            raise AttributeError(f"{type(self).__name__!r} object has no attribute {name!r}")


_Self = TypeVar("_Self", bound=_Object)

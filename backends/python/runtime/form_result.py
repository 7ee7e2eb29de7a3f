# Run time of the Python bindings: structs that hold a value or an error.
# Needs form_number.
# SPDX-License-Identifier: MIT
from __future__ import annotations

from typing import Any, Callable, Optional


class _Result(_Form):
    """All is well if the tag is GOOD, or is not BAD; RAISES makes an exception of the error."""

    def __init__(
        self,
        size: int,
        tag: Any,
        tag_at: int,
        good: Optional[int],
        bad: Optional[int],
        value: Optional[_Form],
        value_at: int,
        error: Optional[_Form],
        error_at: int,
        raises: Callable[[Any], Exception],
    ) -> None:
        self.size, self.tag, self.tag_at = size, _Number(tag), tag_at
        self.good, self.bad = good, bad
        self.value, self.value_at, self.error, self.error_at = value, value_at, error, error_at
        self.raises = raises
        self.owns = bool(value and value.owns) or bool(error and error.owns)

    def is_good(self, at: int) -> bool:
        tag = self.tag.read(at + self.tag_at)
        return bool(tag == self.good) if self.good is not None else bool(tag != self.bad)

    def read(self, at: int) -> Any:
        """The value, or the exception."""
        if self.is_good(at):
            return self.value.read(at + self.value_at) if self.value else None
        return self.raises(self.error.read(at + self.error_at) if self.error else None)

    def take(self, at: int) -> Any:
        """The value; raises the exception."""
        value = self.read(at)
        if not self.is_good(at):
            raise value
        return value

    def free(self, at: int) -> None:
        good = self.is_good(at)
        form, where = (self.value, self.value_at) if good else (self.error, self.error_at)
        if form:
            form.free(at + where)

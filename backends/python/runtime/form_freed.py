# Run time of the Python bindings: values of C that a function frees.
# Needs form_base.
# SPDX-License-Identifier: MIT
from __future__ import annotations

from typing import Any, List


class _Freed(_Form):
    """FORM, of which RELEASE frees the object where it came back."""

    def __init__(self, form: _Form, release: Any) -> None:
        self.form, self.release, self.size, self.owns = form, release, form.size, True

    def read(self, at: int) -> Any:
        return self.form.read(at)

    def take(self, at: int) -> Any:
        """The value of a result that holds no error."""
        form: Any = self.form
        return form.take(at)

    def write(self, at: int, value: Any, name: str, keep: List[Any]) -> None:
        self.form.write(at, value, name, keep)

    def prepare(self, at: int) -> None:
        self.form.prepare(at)

    def free(self, at: int) -> None:
        self.form.free(at)
        self.release(at)

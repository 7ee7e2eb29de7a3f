# Run time of the Python bindings: complex numbers, which C has as two numbers in a row (C11 6.2.5).
# Needs made.
# SPDX-License-Identifier: MIT
from __future__ import annotations

import cmath


class _Complex(_Made):
    real: float
    imag: float

    @property
    def value(self) -> complex:
        return complex(self.real, self.imag)

    @value.setter
    def value(self, value: complex) -> None:
        if isinstance(value, (str, bytes)):
            raise TypeError(f"must be complex, not {type(value).__name__}")
        number = complex(value)
        self.real, self.imag = number.real, number.imag
        if cmath.isfinite(number) and not cmath.isfinite(self.value):
            raise OverflowError(f"{number} does not fit into C's {type(self).__name__[1:]}")

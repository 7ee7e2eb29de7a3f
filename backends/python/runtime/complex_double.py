# Run time of the Python bindings: complex numbers of C's double.
# Needs complex.
# SPDX-License-Identifier: MIT
import ctypes


class _ComplexDouble(_Complex):
    _fields_ = [("real", ctypes.c_double), ("imag", ctypes.c_double)]
    format_ = "Zd"
    part_ = "d"

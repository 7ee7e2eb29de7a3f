# Run time of the Python bindings: complex numbers of C's long double.
# Needs complex.
# SPDX-License-Identifier: MIT
import ctypes


class _ComplexLong(_Complex):
    _fields_ = [("real", ctypes.c_longdouble), ("imag", ctypes.c_longdouble)]
    format_ = "Zg"
    part_ = "g"

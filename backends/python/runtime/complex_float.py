# Run time of the Python bindings: complex numbers of C's float.
# Needs complex.
# SPDX-License-Identifier: MIT
import ctypes


class _ComplexFloat(_Complex):
    _fields_ = [("real", ctypes.c_float), ("imag", ctypes.c_float)]
    format_ = "Zf"
    part_ = "f"

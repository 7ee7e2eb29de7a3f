"""Builds calls_cffi, an extension module over libcalls.so by cffi: a peer to compare with.

	cffi_build.py FOLDER COMPILER

SPDX-License-Identifier: MIT
"""
import os
import sys

import cffi

folder = os.path.abspath(sys.argv[1])
os.environ["CC"] = os.environ["LDSHARED"] = sys.argv[2]
os.environ["LDSHARED"] += " -shared"
ffi = cffi.FFI()
ffi.cdef(
    """
    struct calls_point { double x, y; };
    void calls_void(void);
    uint32_t calls_u32(uint32_t x);
    uint32_t calls_five(uint32_t a, uint32_t b, uint32_t c, uint32_t d, uint32_t e);
    uint32_t calls_ten(uint32_t a, uint32_t b, uint32_t c, uint32_t d, uint32_t e, uint32_t f, uint32_t g,
                       uint32_t h, uint32_t i, uint32_t j);
    double calls_by_value(struct calls_point p);
    double calls_by_pointer(const struct calls_point *p);
    size_t calls_string(const char *text);
    size_t calls_total(const uint8_t *data, size_t n);
    """
)
here = os.path.dirname(os.path.abspath(__file__))
root = os.path.dirname(os.path.dirname(os.path.dirname(here)))
ffi.set_source(
    "calls_cffi",
    '#include "calls.h"',
    include_dirs=[os.path.dirname(here), os.path.join(root, "attributes")],
    libraries=["calls"],
    library_dirs=[folder],
    extra_link_args=[f"-Wl,-rpath,{folder}"],
    extra_compile_args=["-O2"],
)
ffi.compile(tmpdir=folder)

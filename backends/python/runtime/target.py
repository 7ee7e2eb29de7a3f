# Run time of the Python bindings: which of several targets this is.
# SPDX-License-Identifier: MIT
from __future__ import annotations

import ctypes
import platform
import sys
from typing import Sequence, Tuple


def _find_target(known: Sequence[Tuple[str, str, Tuple[str, ...], Tuple[object, ...]]]) -> str:
    """The name of that one of those KNOWN which Python runs on."""
    machine = platform.machine().lower()
    width = ctypes.sizeof(ctypes.c_void_p)
    long = ctypes.sizeof(ctypes.c_long)
    facts = (sys.byteorder, width, long, ctypes.alignment(ctypes.c_longlong))
    for name, system, machines, expected in known:
        if sys.platform.startswith(system) and machine.startswith(machines) and facts == expected:
            return name
    names = ", ".join(name for name, *_ in known)
    here = f"{sys.platform} on {machine}, {8 * width} bits, {sys.byteorder}-endian"
    raise ImportError(f"this module is made for {names}, and this is {here}", name=__name__)

# Run time of the Python bindings: finding the library and its functions.
# SPDX-License-Identifier: MIT
from __future__ import annotations

import ctypes
import os
from typing import List


def _open_library(variable: str, file: str) -> ctypes.CDLL:
    """What VARIABLE of the environment names, else FILE beside this module, else the loader's."""
    beside = os.path.join(os.path.dirname(os.path.abspath(__file__)), file)
    chosen = os.environ.get(variable)
    tried = []
    for name in [chosen] if chosen else [beside, file]:
        if name is beside and not os.path.exists(beside):
            tried.append(f"{beside}: no such file")
            continue
        try:
            return ctypes.CDLL(name)
        except OSError as error:
            tried.append(str(error))
    reasons = "; ".join(tried)
    raise ImportError(
        f"cannot load {chosen or file!r}: {reasons}; {variable} in the environment can name it",
        name=__name__,
    )


_missing: List[str] = []

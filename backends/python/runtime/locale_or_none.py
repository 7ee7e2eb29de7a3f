# Run time of the Python bindings: file names and other text of the locale from C.
# SPDX-License-Identifier: MIT
import os
from typing import Optional


def _locale_or_none(data: Optional[bytes]) -> Optional[str]:
    return None if data is None else os.fsdecode(data)

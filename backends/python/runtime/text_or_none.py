# Run time of the Python bindings: text from C.
# SPDX-License-Identifier: MIT
from typing import Optional


def _text_or_none(data: Optional[bytes], encoding: str = "utf-8") -> Optional[str]:
    return None if data is None else data.decode(encoding)

# Run time of the Python bindings: text from C that is always there.
# SPDX-License-Identifier: MIT
from typing import Optional


def _text(data: Optional[bytes], what: str) -> bytes:
    """DATA; NULL, which function WHAT promised never to give, is an error."""
    if data is None:
        raise ValueError(f"{what}() gave NULL")
    return data

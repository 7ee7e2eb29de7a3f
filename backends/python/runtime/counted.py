# Run time of the Python bindings: how many elements came back.
# SPDX-License-Identifier: MIT
from typing import Optional


def _counted(count: int, what: str, room: Optional[int] = None) -> int:
    """COUNT, unless it is negative or more than there is ROOM for: function WHAT is wrong then."""
    if count < 0:
        raise ValueError(f"{what}() gave a length of {count}")
    if room is not None and count > room:
        raise ValueError(f"{what}() gave a length of {count}, there is room for {room}")
    return count

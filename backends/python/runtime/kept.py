# Run time of the Python bindings: the object that tells what went wrong with another one.
# SPDX-License-Identifier: MIT
from typing import Any


def _kept(handle: Any, kind: Any) -> Any:
    """The handle of KIND that HANDLE keeps alive, directly or not; None if there is none."""
    for kept in getattr(handle, "keeps", ()):
        found = kept if isinstance(kept, kind) else _kept(kept, kind)
        if found is not None:
            return found
    return None


def _told_by(function: Any, handle: Any, kind: Any) -> Any:
    """What FUNCTION says of the handle of KIND that HANDLE keeps alive, if it keeps one."""
    kept = _kept(handle, kind)
    return None if kept is None else function(kept)

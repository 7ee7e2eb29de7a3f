# Run time of the Python bindings: objects of one thread.
# SPDX-License-Identifier: MIT
import threading
from typing import Any


def _check_thread(value: Any) -> None:
    if value._handle.thread != threading.get_ident():
        raise RuntimeError(f"this {type(value).__name__} belongs to another thread")

# Run time of the Python bindings: calls that complete later.
# SPDX-License-Identifier: MIT
from __future__ import annotations

import asyncio
from typing import Any, Callable, Optional, Tuple


class _Completion:
    """What a coroutine waits for, until C calls done() on any thread.

    What C uses until then is let go in the loop's thread: its end must not run in the middle of C's.
    """

    def __init__(self) -> None:
        self.keeps: Tuple[Any, ...] = ()
        self.loop = asyncio.get_running_loop()
        self.future: asyncio.Future[Any] = self.loop.create_future()

    def done(self, *values: Any) -> None:
        try:
            self.loop.call_soon_threadsafe(self._set, values)
        except RuntimeError:
            pass  # the loop is closed: nobody waits any more

    def _set(self, values: Any) -> None:
        self.keeps = ()
        if not self.future.done():
            self.future.set_result(values)

    async def wait(self, cancel: Optional[Callable[[], Any]] = None) -> Any:
        """What C gave; CANCEL makes C give up when the coroutine is cancelled."""
        try:
            return await self.future
        except asyncio.CancelledError:
            if cancel is not None:
                cancel()
            raise

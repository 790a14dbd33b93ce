"""Waits for something, but not forever."""

import asyncio
from collections.abc import Callable


class Patience:
    """Calls `lost` when `begin` was not followed by `end` in time; beginning again does not start anew."""

    __slots__ = ("_loop", "_lost", "_seconds", "_timer")

    def __init__(self, loop: asyncio.AbstractEventLoop, seconds: float, lost: Callable[[], None]) -> None:
        self._loop = loop
        self._seconds = seconds
        self._lost = lost
        self._timer: asyncio.TimerHandle | None = None

    def begin(self) -> None:
        if self._timer is None:
            self._timer = self._loop.call_later(self._seconds, self._lost)

    def end(self) -> None:
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None

"""Limits how long a connection may wait."""

import asyncio
from collections.abc import Callable


class IdleTimer:
    """A timer that calls back `seconds` after `begin` unless `end` comes first; another `begin` does not restart it."""

    __slots__ = ("_loop", "_seconds", "_timer")

    def __init__(self, loop: asyncio.AbstractEventLoop, seconds: float) -> None:
        self._loop = loop
        self._seconds = seconds
        self._timer: asyncio.TimerHandle | None = None

    def begin(self, expired: Callable[[], None]) -> None:
        if self._timer is None:
            self._timer = self._loop.call_later(self._seconds, expired)

    def end(self) -> None:
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None

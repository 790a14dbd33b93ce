"""Limits concurrent requests; a request that only waits lends its slot to others meanwhile."""

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager

from gateway.errors import Busy


class Slots:
    """Slots for at most `slots_max` requests in progress, and as many that wait."""

    def __init__(self, slots_max: int) -> None:
        self._slots_max = slots_max
        self.in_flight = self._waiting = 0

    def check(self) -> None:
        """Raises Busy if too many requests are in progress."""
        if self.in_flight > self._slots_max:
            raise Busy("Try again in a moment.")

    @contextmanager
    def lent(self) -> Iterator[None]:
        """Lends the request's slot while it waits; raises Busy if too many wait already."""
        if self._waiting >= self._slots_max:
            raise Busy("Try again in a moment.")
        self.in_flight, self._waiting = self.in_flight - 1, self._waiting + 1
        try:
            yield
        finally:
            self.in_flight, self._waiting = self.in_flight + 1, self._waiting - 1

    async def wait(self, seconds: float) -> None:
        with self.lent():
            await asyncio.sleep(seconds)

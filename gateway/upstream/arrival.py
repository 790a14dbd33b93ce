"""Lets a task wait for what the event loop brings, or for the reason why nothing comes any more."""

import asyncio

from gateway.upstream.errors import UpstreamError


class Arrival:
    """For one waiting task at a time. A failure stays: who asks afterwards is told at once."""

    __slots__ = ("_deadline", "_failure", "_loop", "_waiting")

    def __init__(self, loop: asyncio.AbstractEventLoop) -> None:
        self._loop = loop
        self._waiting: asyncio.Future[None] | None = None
        self._failure: UpstreamError | None = None
        self._deadline = 0.0

    def expect(self, deadline: float) -> asyncio.Future[None]:
        """Done when something has come; raises the failure when it will not."""
        self._deadline = deadline
        self._waiting = self._loop.create_future()
        if self._failure is not None:
            self.announce()
        return self._waiting

    def announce(self) -> None:
        """Tells that something has come."""
        if self._waiting is not None and not self._waiting.done():
            if self._failure is not None:
                self._waiting.set_exception(self._failure)
            else:
                self._waiting.set_result(None)

    def fail(self, failure: UpstreamError) -> None:
        """Tells that nothing comes any more; the first reason counts."""
        self._failure = self._failure or failure
        self.announce()

    def is_overdue(self, now: float) -> bool:
        return self._waiting is not None and not self._waiting.done() and now > self._deadline

"""Lets a task wait until the event loop receives data or fails."""

import asyncio

from gateway.upstream.errors import UpstreamError


class DataSignal:
    """Wakes one waiting task at a time. A failure is permanent: later waits raise it at once."""

    __slots__ = ("_deadline", "_failure", "_loop", "_waiting")

    def __init__(self, loop: asyncio.AbstractEventLoop) -> None:
        self._loop = loop
        self._waiting: asyncio.Future[None] | None = None
        self._failure: UpstreamError | None = None
        self._deadline = 0.0

    def wait(self, deadline: float) -> asyncio.Future[None]:
        """A future that completes when data arrives, and raises the failure if none will."""
        self._deadline = deadline
        self._waiting = self._loop.create_future()
        if self._failure is not None:
            self.notify()
        return self._waiting

    def notify(self) -> None:
        """Reports that data has arrived."""
        if self._waiting is not None and not self._waiting.done():
            if self._failure is not None:
                self._waiting.set_exception(self._failure)
            else:
                self._waiting.set_result(None)

    def fail(self, failure: UpstreamError) -> None:
        """Reports that no more data will arrive; the first failure is the one that is raised."""
        self._failure = self._failure or failure
        self.notify()

    def is_overdue(self, now: float) -> bool:
        return self._waiting is not None and not self._waiting.done() and now > self._deadline

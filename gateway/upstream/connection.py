"""One connection to a function: it carries one exchange at a time."""

import asyncio
from collections.abc import AsyncGenerator, Callable
from typing import Any

from gateway.upstream.response import Answer, AnswerReader
from gateway.upstream.arrival import Arrival
from gateway.upstream.errors import Lost, Malformed, TimedOut, UpstreamError

# An answer up to this size is passed on in one piece, a larger one as it arrives.
BUFFERED_BYTES_MAX = 64 * 1024


class Connection(asyncio.Protocol):
    """`on_free` is told after each exchange whether the connection can carry another.

    Its pool watches the time: a timer of its own for each exchange would cost more than reading the answer.
    """

    def __init__(self, on_free: Callable[["Connection", bool], None]) -> None:
        self._on_free = on_free
        self._loop = asyncio.get_running_loop()
        self._transport: asyncio.Transport
        self._reader = AnswerReader()
        self._answer: Answer | None = None
        self._arrival = Arrival(self._loop)
        self._idle_since = 0.0
        self._closed = False
        self.first_byte_at = 0.0

    def idle_for(self, now: float) -> float:
        """Seconds since its last exchange."""
        return now - self._idle_since

    async def exchange(self, request: bytes, *, to_head: bool, deadline: float) -> Answer:
        """Sends the request; returns when the answer is complete, or its first part is there.

        What is missing then comes from `rest`, which must be used up or abandoned. Raises UpstreamError.
        """
        self._answer = answer = self._reader.begin(to_head=to_head)
        self.first_byte_at = 0.0
        self._transport.write(request)
        try:
            await self._arrival.expect(deadline)
        except BaseException:
            self.abandon()
            raise
        if answer.complete:
            self._finish(reusable=answer.reusable)
        return answer

    async def rest(self, answer: Answer, stall_seconds: float) -> AsyncGenerator[bytes]:
        """The body of an answer that was not complete, as it arrives; raises UpstreamError when it stops."""
        try:
            while not answer.complete:
                yield answer.take()
                self._transport.resume_reading()
                await self._arrival.expect(self._loop.time() + stall_seconds)
            yield answer.take()
        finally:
            self._finish(reusable=answer.complete and answer.reusable)

    def abandon(self) -> None:
        """Ends an exchange whose answer is not wanted any more."""
        self._finish(reusable=False)

    def close(self) -> None:
        self._closed = True
        self._transport.close()

    def check_time(self, now: float) -> None:
        """Ends an exchange that has waited too long."""
        if self._arrival.is_overdue(now):
            self._fail(TimedOut())

    def _finish(self, *, reusable: bool) -> None:
        self._answer = None
        reusable = reusable and not self._closed
        if reusable:
            self._idle_since = self._loop.time()
        else:
            self.close()
        self._on_free(self, reusable)

    def _fail(self, failure: UpstreamError) -> None:
        self.close()
        self._arrival.fail(failure)

    # What follows is called by the event loop.

    def connection_made(self, transport: Any) -> None:
        self._transport = transport

    def data_received(self, data: bytes) -> None:
        if (answer := self._answer) is None:
            self._fail(Malformed("Data came that nobody asked for."))
            return
        if not self.first_byte_at:
            self.first_byte_at = self._loop.time()
        try:
            self._reader.feed(data)
        except Malformed as refused:
            self._fail(refused)
            return
        if answer.complete:
            self._arrival.announce()
        elif answer.buffered > BUFFERED_BYTES_MAX:
            self._transport.pause_reading()
            self._arrival.announce()

    def connection_lost(self, exc: Exception | None) -> None:
        self._closed = True
        if self._answer is None:
            self._arrival.fail(Lost("The connection ended."))
            self._on_free(self, False)
        elif exc is None and self._reader.ends_here():
            self._arrival.announce()
        else:
            self._arrival.fail(Lost("The connection ended before the answer."))

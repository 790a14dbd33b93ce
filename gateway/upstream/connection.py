"""Manages a connection to a function, which carries one request at a time."""

import asyncio
from collections.abc import AsyncGenerator, Callable
from typing import Any

from gateway.upstream.data_signal import DataSignal
from gateway.upstream.errors import Lost, Malformed, TimedOut, UpstreamError
from gateway.upstream.response import ResponseReader, UpstreamResponse

# A response up to this size is passed on whole, a larger one as it arrives.
BUFFERED_BYTES_MAX = 64 * 1024


class Connection(asyncio.Protocol):
    """A connection; it calls `on_free` after each exchange, with whether it can be reused.

    The pool checks timeouts: a timer for each exchange would cost more than reading the response.
    """

    def __init__(self, on_free: Callable[["Connection", bool], None]) -> None:
        self._on_free = on_free
        self._loop = asyncio.get_running_loop()
        self._transport: asyncio.Transport
        self._reader = ResponseReader()
        self._response: UpstreamResponse | None = None
        self._arrival = DataSignal(self._loop)
        self._idle_since = 0.0
        self._closed = False
        self.first_byte_at = 0.0

    def idle_for(self, now: float) -> float:
        """Seconds since the last exchange."""
        return now - self._idle_since

    async def exchange(self, request: bytes, *, to_head: bool, deadline: float) -> UpstreamResponse:
        """Sends the request; returns when the response is complete, or when its first part has arrived.

        `remaining_body` yields the body and must be exhausted or abandoned. Raises UpstreamError.
        """
        self._response = response = self._reader.begin(to_head=to_head)
        self.first_byte_at = 0.0
        self._transport.write(request)
        try:
            await self._arrival.wait(deadline)
        except BaseException:
            self.abandon()
            raise
        if response.complete:
            self._finish(reusable=response.reusable)
        return response

    async def remaining_body(self, response: UpstreamResponse, stall_seconds: float) -> AsyncGenerator[bytes]:
        """The body of an incomplete response as it arrives; raises UpstreamError if it stalls."""
        try:
            while not response.complete:
                yield response.take()
                self._transport.resume_reading()
                await self._arrival.wait(self._loop.time() + stall_seconds)
            yield response.take()
        finally:
            self._finish(reusable=response.complete and response.reusable)

    def abandon(self) -> None:
        """Ends an exchange whose response is no longer wanted."""
        self._finish(reusable=False)

    def close(self) -> None:
        self._closed = True
        self._transport.close()

    def check_time(self, now: float) -> None:
        """Ends an exchange that has timed out."""
        if self._arrival.is_overdue(now):
            self._fail(TimedOut())

    def _finish(self, *, reusable: bool) -> None:
        self._response = None
        reusable = reusable and not self._closed
        if reusable:
            self._idle_since = self._loop.time()
        else:
            self.close()
        self._on_free(self, reusable)

    def _fail(self, failure: UpstreamError) -> None:
        self.close()
        self._arrival.fail(failure)

    # Callbacks of the event loop.

    def connection_made(self, transport: Any) -> None:
        self._transport = transport

    def data_received(self, data: bytes) -> None:
        if (response := self._response) is None:
            self._fail(Malformed("Data arrived without a request."))
            return
        if not self.first_byte_at:
            self.first_byte_at = self._loop.time()
        try:
            self._reader.feed(data)
        except Malformed as refused:
            self._fail(refused)
            return
        if response.complete:
            self._arrival.notify()
        elif response.buffered > BUFFERED_BYTES_MAX:
            self._transport.pause_reading()
            self._arrival.notify()

    def connection_lost(self, exc: Exception | None) -> None:
        self._closed = True
        if self._response is None:
            self._arrival.fail(Lost("The connection ended."))
            self._on_free(self, False)
        elif exc is None and self._reader.ends_here():
            self._arrival.notify()
        else:
            self._arrival.fail(Lost("The connection ended before the response was complete."))

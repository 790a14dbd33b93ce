"""uvicorn's HTTP protocol, with bounds on what a client may send and on how long it may take to send and to read.

uvicorn itself waits forever for the rest of a request and for a client that does not read, takes heads of any size,
and refuses in plain text.
"""

from http import HTTPStatus
from typing import Any, ClassVar

from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

from functions.runtime.errors import BadRequest, ShopError
from gateway.errors import BodyTooSlow, HeadersTooLarge, UriTooLong
from gateway.http.idle_timer import IdleTimer
from gateway.http.responses import problem
from gateway.http.write_coalescing import CoalescingTransport
from gateway.telemetry.traces import trace_of

HEAD_BYTES_MAX = 16 * 1024
URI_BYTES_MAX = 8 * 1024
# A connection that is closed while the client still sends loses the answer: so it is read on a little.
LINGER_SECONDS = 1.0


class BoundedProtocol(HttpToolsProtocol):
    """One connection of a client."""

    request_seconds: ClassVar[float] = 15.0
    # A client may read slowly, but not nothing at all for so long.
    write_seconds: ClassVar[float] = 30.0

    def __init__(self, *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        self._head_bytes = 0
        self._refusal: ShopError | None = None
        self._refused = False
        self._to_send = IdleTimer(self.loop, self.request_seconds)
        self._to_read = IdleTimer(self.loop, self.write_seconds)
        self._to_end = IdleTimer(self.loop, LINGER_SECONDS)

    def connection_made(self, transport: Any) -> None:
        super().connection_made(CoalescingTransport(transport))  # type: ignore[arg-type]

    def data_received(self, data: bytes) -> None:
        if self._refused:
            return
        self._head_bytes += len(data)
        super().data_received(data)
        if not self._is_in_head():
            self._head_bytes = 0
            if self.cycle is None or not self.cycle.more_body:
                self._to_send.end()
                return
        elif self._head_bytes > HEAD_BYTES_MAX:
            self._refuse(_headers_too_large())
        # It comes in pieces. Most requests come whole, and cost no timer.
        self._to_send.begin(self._expire)

    def on_headers_complete(self) -> None:
        if len(self.url) > URI_BYTES_MAX:
            self._refusal = UriTooLong(f"An address may have at most {URI_BYTES_MAX} bytes.")
            raise ValueError
        # The first part of the body may be counted in the bytes of the head.
        if self._head_bytes > HEAD_BYTES_MAX and sum(len(n) + len(v) for n, v in self.headers) > HEAD_BYTES_MAX:
            self._refusal = _headers_too_large()
            raise ValueError
        super().on_headers_complete()

    def on_response_complete(self) -> None:
        self.transport.flush()  # type: ignore[attr-defined]
        super().on_response_complete()

    def send_400_response(self, msg: str) -> None:  # noqa: ARG002 - uvicorn's words are not for clients
        """What is answered to what cannot be parsed."""
        self._refuse(self._refusal or BadRequest("This is not an HTTP/1.1 request."))

    def pause_writing(self) -> None:
        super().pause_writing()
        self._to_read.begin(self.transport.abort)

    def resume_writing(self) -> None:
        self._to_read.end()
        super().resume_writing()

    def connection_lost(self, exc: Exception | None) -> None:
        for patience in (self._to_send, self._to_read, self._to_end):
            patience.end()
        super().connection_lost(exc)

    def _expire(self) -> None:
        self._refuse(BodyTooSlow(f"Send the whole request within {self.request_seconds:g} seconds."))

    def _refuse(self, error: ShopError) -> None:
        """Answers by itself, where no function has begun to, and ends the connection."""
        if self._refused or self.transport.is_closing():
            return
        self._refused = True
        if self._is_owed_an_answer():
            answer = problem(error, trace_of(dict(self.headers or [])).request_id)
            head = [b"HTTP/1.1 %d %b\r\n" % (error.status, HTTPStatus(error.status).phrase.encode())]
            head += [b"%b: %b\r\n" % header for header in (*answer.raw_headers, *answer.security)]
            self.transport.write(b"".join([*head, b"connection: close\r\n\r\n", answer.body]))
        self.transport.flush()  # type: ignore[attr-defined]
        self.transport.write_eof()
        self._to_end.begin(self.transport.abort)

    def _is_in_head(self) -> bool:
        # uvicorn begins the scope with a message, and adds the method when its head is complete.
        return self.scope is not None and "method" not in self.scope

    def _is_owed_an_answer(self) -> bool:
        cycle = self.cycle
        if cycle is None or self._is_in_head() or not cycle.response_started:
            return True
        return cycle.response_complete and not cycle.more_body


def _headers_too_large() -> HeadersTooLarge:
    return HeadersTooLarge(f"Headers may have at most {HEAD_BYTES_MAX} bytes together.")

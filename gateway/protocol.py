"""uvicorn's HTTP protocol, with bounds on what a client may send and on how long it may take to send and to read.

uvicorn itself waits forever for the rest of a request and for a client that does not read, takes heads of any size,
and refuses in plain text.
"""

import asyncio
from http import HTTPStatus
from typing import Any, ClassVar

from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

from functions.runtime.errors import BadRequest, ShopError
from gateway.corked import CorkedTransport
from gateway.errors import BodyTooSlow, HeadersTooLarge, UriTooLong
from gateway.outgoing import problem
from gateway.traces import trace_of

HEAD_BYTES_MAX = 16 * 1024
URI_BYTES_MAX = 8 * 1024


class BoundedProtocol(HttpToolsProtocol):
    """One connection of a client."""

    request_seconds: ClassVar[float] = 15.0
    # A client may read slowly, but not nothing at all for so long.
    write_seconds: ClassVar[float] = 30.0

    def __init__(self, *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        self._in_head = False
        self._head_bytes = 0
        self._refusal: ShopError | None = None
        self._patience: asyncio.TimerHandle | None = None
        self._unread: asyncio.TimerHandle | None = None

    def connection_made(self, transport: Any) -> None:
        super().connection_made(CorkedTransport(transport))  # type: ignore[arg-type]

    def data_received(self, data: bytes) -> None:
        self._head_bytes += len(data)
        super().data_received(data)
        if self._in_head and self._head_bytes > HEAD_BYTES_MAX:
            self._refuse(HeadersTooLarge(f"Headers may have at most {HEAD_BYTES_MAX} bytes together."))
        elif not self._in_head:
            self._head_bytes = 0
        self._wait_for_the_rest()

    def on_message_begin(self) -> None:
        super().on_message_begin()
        self._in_head = True

    def on_headers_complete(self) -> None:
        if len(self.url) > URI_BYTES_MAX:
            self._refusal = UriTooLong(f"An address may have at most {URI_BYTES_MAX} bytes.")
            raise ValueError
        if self._head_bytes > HEAD_BYTES_MAX:  # the body's first part is counted in it
            self._check_headers()
        self._in_head = False
        super().on_headers_complete()

    def on_response_complete(self) -> None:
        self.transport.flush()  # type: ignore[attr-defined]
        super().on_response_complete()

    def send_400_response(self, msg: str) -> None:  # noqa: ARG002 - uvicorn's words are not for clients
        """What uvicorn answers to what it cannot parse."""
        self._refuse(self._refusal or BadRequest("This is not an HTTP/1.1 request."))

    def pause_writing(self) -> None:
        super().pause_writing()
        self._unread = self.loop.call_later(self.write_seconds, self.transport.abort)

    def resume_writing(self) -> None:
        self._stop_waiting_to_write()
        super().resume_writing()

    def connection_lost(self, exc: Exception | None) -> None:
        self._stop_waiting()
        self._stop_waiting_to_write()
        super().connection_lost(exc)

    def _check_headers(self) -> None:
        if sum(len(name) + len(value) + 4 for name, value in self.headers) > HEAD_BYTES_MAX:
            self._refusal = HeadersTooLarge(f"Headers may have at most {HEAD_BYTES_MAX} bytes together.")
            raise ValueError

    def _wait_for_the_rest(self) -> None:
        """Gives a request that came in pieces its time; most come whole and cost no timer."""
        cycle = self.cycle
        whole = not self._in_head and (cycle is None or not cycle.more_body)
        if whole:
            self._stop_waiting()
        elif self._patience is None:
            self._patience = self.loop.call_later(self.request_seconds, self._lose_patience)

    def _stop_waiting(self) -> None:
        if self._patience is not None:
            self._patience.cancel()
            self._patience = None

    def _stop_waiting_to_write(self) -> None:
        if self._unread is not None:
            self._unread.cancel()
            self._unread = None

    def _lose_patience(self) -> None:
        self._refuse(BodyTooSlow(f"Send the whole request within {self.request_seconds:g} seconds."))

    def _refuse(self, error: ShopError) -> None:
        """Answers by itself, where no function has begun to, and ends the connection."""
        if self.transport.is_closing():
            return
        if self.cycle is None or self._in_head or not self.cycle.response_started:
            answer = problem(error, trace_of(dict(self.headers or [])).request_id)
            head = [b"HTTP/1.1 %d %b\r\n" % (error.status, HTTPStatus(error.status).phrase.encode())]
            head += [b"%b: %b\r\n" % header for header in (*answer.raw_headers, *answer.security)]
            self.transport.write(b"".join([*head, b"connection: close\r\n\r\n", answer.body]))
        self.transport.close()

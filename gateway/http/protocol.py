"""Extends uvicorn's HTTP protocol by limits on the size and time of a request and of its response."""

import sys
from typing import Any, ClassVar

from httptools import HttpParserInvalidMethodError
from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

from functions.runtime.errors import BadRequest, ShopError
from gateway.errors import BodyTooSlow
from gateway.http.disconnects import client_disconnected
from gateway.http.head import HEADER_BYTES_MAX, headers_too_large, is_request_line, refusal_of, unknown_method
from gateway.http.idle_timer import IdleTimer
from gateway.http.responses import final_response
from gateway.http.write_coalescing import CoalescingTransport
from gateway.telemetry.traces import trace_of

# Closing a connection while the client still sends loses the response, so it is read for a while longer.
LINGER_SECONDS = 1.0


class BoundedProtocol(HttpToolsProtocol):
    """One connection of a client."""

    request_seconds: ClassVar[float] = 15.0
    # A client may read slowly, but must read something within this time.
    write_seconds: ClassVar[float] = 30.0

    def __init__(self, *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        self._header_bytes, self._received, self._refused = 0, b"", False
        self._refusal: ShopError | None = None
        self._request_timer = IdleTimer(self.loop, self.request_seconds)
        self._write_timer = IdleTimer(self.loop, self.write_seconds)
        self._linger_timer = IdleTimer(self.loop, LINGER_SECONDS)

    def connection_made(self, transport: Any) -> None:
        super().connection_made(CoalescingTransport(transport))  # type: ignore[arg-type]
        self._request_timer.begin(self._expire)

    def data_received(self, data: bytes) -> None:
        if self._refused:
            return
        self._header_bytes += len(data)
        self._received = data  # The parser does not report the method that it did not know.
        super().data_received(data)
        if not self._is_in_headers():
            self._header_bytes = 0
            if self.cycle is None or not self.cycle.more_body:
                self._request_timer.end()
                return
        elif self._header_bytes > HEADER_BYTES_MAX:
            self._refuse(headers_too_large())
        # The request arrives in pieces. Most arrive whole and need no timer.
        self._request_timer.begin(self._expire)

    def on_header(self, name: bytes, value: bytes) -> None:
        # A header that follows the body is a trailer, which is not used.
        if self._is_in_headers():
            super().on_header(name, value.strip(b" \t"))

    def on_headers_complete(self) -> None:
        self._refusal = refusal_of(self.parser, self.url, self.headers, header_bytes=self._header_bytes)
        if self._refusal is not None:
            raise ValueError
        super().on_headers_complete()

    def on_response_complete(self) -> None:
        self.transport.flush()  # type: ignore[attr-defined]
        super().on_response_complete()

    def send_400_response(self, msg: str) -> None:  # noqa: ARG002 - uvicorn's text is not for clients
        """Responds to a request that cannot be parsed."""
        if self.cycle is not None and not (self.cycle.more_body or self.cycle.response_complete):
            # Bytes that follow a complete request must not change its response.
            self._refused, self.cycle.keep_alive = True, False
        elif isinstance(sys.exception(), HttpParserInvalidMethodError) and is_request_line(self._received):
            self._refuse(unknown_method())
        else:
            self._refuse(self._refusal or BadRequest("This is not an HTTP/1.1 request."))

    def pause_writing(self) -> None:
        super().pause_writing()
        self._write_timer.begin(self.transport.abort)

    def resume_writing(self) -> None:
        self._write_timer.end()
        super().resume_writing()

    def connection_lost(self, exc: Exception | None) -> None:
        client_disconnected(self.cycle)
        for timer in (self._request_timer, self._write_timer, self._linger_timer):
            timer.end()
        super().connection_lost(exc)

    def _expire(self) -> None:
        if self._received:
            self._refuse(BodyTooSlow(f"Send the whole request within {self.request_seconds:g} seconds."))
        else:
            self.transport.close()

    def _refuse(self, error: ShopError) -> None:
        """Responds with the error unless a response has begun, and closes the connection."""
        if self._refused or self.transport.is_closing():
            return
        self._refused = True
        if self._may_respond():
            self.transport.write(final_response(error, trace_of(dict(self.headers or [])).request_id))
        self.transport.flush()  # type: ignore[attr-defined]
        self.transport.write_eof()
        self._linger_timer.begin(self.transport.abort)

    def _is_in_headers(self) -> bool:
        # uvicorn creates the scope when a message begins, and adds the method when its headers are complete.
        return self.scope is not None and "method" not in self.scope

    def _may_respond(self) -> bool:
        if self.cycle is None or self._is_in_headers() or not self.cycle.response_started:
            return True
        return self.cycle.response_complete and not self.cycle.more_body

"""Parses HTTP/1.1 responses incrementally with httptools (llhttp), within size limits."""

from typing import Any

import httptools

from gateway.upstream.errors import Malformed

HEADER_BYTES_MAX = 32 * 1024

Header = tuple[bytes, bytes]
PROBLEM = (b"content-type", b"application/problem+json")


class UpstreamResponse:
    """Status, headers (names in lower case) and body; `complete` once the last byte has arrived."""

    __slots__ = ("_chunks", "buffered", "complete", "headers", "reusable", "status")

    def __init__(self) -> None:
        self.status = 0
        self.headers: list[Header] = []
        self.complete = False
        # Whether the connection can be used for another request.
        self.reusable = False
        self.buffered = 0
        self._chunks: list[bytes] = []

    @property
    def is_from_function(self) -> bool:
        """Whether a function responded; functions report errors as problem+json, and the ingress does not."""
        return self.status < 400 or PROBLEM in self.headers

    @property
    def is_from_ingress(self) -> bool:
        """Whether the ingress responded because it found no function."""
        return self.status in (502, 503) and not self.is_from_function

    def add(self, chunk: bytes) -> None:
        self._chunks.append(chunk)
        self.buffered += len(chunk)

    def take(self) -> bytes:
        """Removes and returns the part of the body that has arrived."""
        taken = self._chunks[0] if len(self._chunks) == 1 else b"".join(self._chunks)
        self._chunks.clear()
        self.buffered = 0
        return taken


class ResponseReader:
    """Reads the responses on one connection, one after the other."""

    def __init__(self) -> None:
        self._response = UpstreamResponse()
        self._to_head = False
        self._header_bytes = 0
        self._parser: Any = httptools.HttpResponseParser(self)

    def begin(self, *, to_head: bool) -> UpstreamResponse:
        """Begins a new response, to which the next bytes belong."""
        if self._to_head:
            # The parser still waits for the body that the headers of the last response announced.
            self._parser = httptools.HttpResponseParser(self)
        self._to_head = to_head
        self._header_bytes = 0
        self._response = UpstreamResponse()
        return self._response

    def feed(self, data: bytes) -> None:
        """Parses the bytes that arrived; raises Malformed."""
        in_headers = not self._response.status
        self._header_bytes += len(data) if in_headers else 0
        try:
            self._parser.feed_data(data)
        except (httptools.HttpParserError, httptools.HttpParserUpgrade) as refused:
            raise Malformed(str(refused)) from None
        if in_headers and not self._response.status and self._header_bytes > HEADER_BYTES_MAX:
            raise Malformed("The response's headers are too large.")

    def ends_here(self) -> bool:
        """Whether the end of the connection completes the response, as it does for a response without a length."""
        response = self._response
        framed = any(name in (b"content-length", b"transfer-encoding") for name, _ in response.headers)
        response.complete = response.complete or (bool(response.status) and not framed)
        return response.complete

    # Callbacks of the parser.

    def on_message_begin(self) -> None:
        if self._response.complete:
            # A response without a request.
            self._response.reusable = False

    def on_header(self, name: bytes, value: bytes) -> None:
        if not self._response.status:  # else it is a trailer
            self._response.headers.append((name.lower(), value))

    def on_headers_complete(self) -> None:
        status, response = self._parser.get_status_code(), self._response
        if status < 200:
            response.headers.clear()
        elif not response.complete:
            response.status = status
            response.complete = self._to_head
            response.reusable = self._parser.should_keep_alive()

    def on_body(self, body: bytes) -> None:
        if self._response.complete:
            self._response.reusable = False
        else:
            self._response.add(body)

    def on_message_complete(self) -> None:
        if self._response.status:
            self._response.complete = True

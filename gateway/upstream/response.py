"""Reads HTTP/1.1 answers as their bytes arrive; httptools (llhttp) parses, this keeps the bounds."""

from typing import Any

import httptools

from gateway.upstream.errors import Malformed

HEAD_BYTES_MAX = 32 * 1024

Header = tuple[bytes, bytes]
PROBLEM = (b"content-type", b"application/problem+json")


class Answer:
    """Status, headers (names in lower case) and body; `complete` once the last byte is there."""

    __slots__ = ("_chunks", "buffered", "complete", "headers", "reusable", "status")

    def __init__(self) -> None:
        self.status = 0
        self.headers: list[Header] = []
        self.complete = False
        # Whether the connection can carry another exchange after this one.
        self.reusable = False
        self.buffered = 0
        self._chunks: list[bytes] = []

    @property
    def is_of_a_function(self) -> bool:
        """Functions say what is wrong as problem+json; what is on the way to them does not."""
        return self.status < 400 or PROBLEM in self.headers

    @property
    def is_nobody_there(self) -> bool:
        """Whether the ingress answers because it finds no function behind it."""
        return self.status in (502, 503) and not self.is_of_a_function

    def add(self, chunk: bytes) -> None:
        self._chunks.append(chunk)
        self.buffered += len(chunk)

    def take(self) -> bytes:
        """The part of the body that has arrived and was not taken before."""
        taken = self._chunks[0] if len(self._chunks) == 1 else b"".join(self._chunks)
        self._chunks.clear()
        self.buffered = 0
        return taken


class AnswerReader:
    """Reads the answers on one connection, one after the other."""

    def __init__(self) -> None:
        self._answer = Answer()
        self._to_head = False
        self._head_bytes = 0
        self._parser: Any = httptools.HttpResponseParser(self)

    def begin(self, *, to_head: bool) -> Answer:
        """The answer that is read from now on."""
        if self._to_head:
            # The parser still waits for the body that the head of the last answer announced.
            self._parser = httptools.HttpResponseParser(self)
        self._to_head = to_head
        self._head_bytes = 0
        self._answer = Answer()
        return self._answer

    def feed(self, data: bytes) -> None:
        """Takes what arrived; raises Malformed."""
        in_head = not self._answer.status
        self._head_bytes += len(data) if in_head else 0
        try:
            self._parser.feed_data(data)
        except (httptools.HttpParserError, httptools.HttpParserUpgrade) as refused:
            raise Malformed(str(refused)) from None
        if in_head and not self._answer.status and self._head_bytes > HEAD_BYTES_MAX:
            raise Malformed("The answer's headers are too large.")

    def ends_here(self) -> bool:
        """Whether the end of the connection completes the answer, as it does one without a length."""
        answer = self._answer
        framed = any(name in (b"content-length", b"transfer-encoding") for name, _ in answer.headers)
        answer.complete = answer.complete or (bool(answer.status) and not framed)
        return answer.complete

    # What follows is called by the parser.

    def on_message_begin(self) -> None:
        if self._answer.complete:
            # Nothing was asked that this could answer.
            self._answer.reusable = False

    def on_header(self, name: bytes, value: bytes) -> None:
        if not self._answer.status:  # else it is a trailer
            self._answer.headers.append((name.lower(), value))

    def on_headers_complete(self) -> None:
        status, answer = self._parser.get_status_code(), self._answer
        if status < 200:
            answer.headers.clear()
        elif not answer.complete:
            answer.status = status
            answer.complete = self._to_head
            answer.reusable = self._parser.should_keep_alive()

    def on_body(self, body: bytes) -> None:
        if self._answer.complete:
            self._answer.reusable = False
        else:
            self._answer.add(body)

    def on_message_complete(self) -> None:
        if self._answer.status:
            self._answer.complete = True

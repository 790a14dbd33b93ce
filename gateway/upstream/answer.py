"""Reads one HTTP/1.1 answer as its bytes arrive; httptools (llhttp) parses, this keeps the bounds."""

import httptools

from gateway.upstream.errors import Lost, Malformed

HEAD_BYTES_MAX = 32 * 1024

Header = tuple[bytes, bytes]


class Answer:
    """Status, headers (names in lower case) and body; `complete` once the last byte is there."""

    __slots__ = (
        "_chunks",
        "_head_bytes",
        "_parser",
        "_to_head",
        "buffered",
        "complete",
        "headers",
        "reusable",
        "status",
    )

    def __init__(self, *, to_head: bool) -> None:
        self.status = 0
        self.headers: list[Header] = []
        self.buffered = 0
        self.complete = False
        # Whether the connection can carry another exchange after this one.
        self.reusable = False
        self._chunks: list[bytes] = []
        self._head_bytes = 0
        self._to_head = to_head
        self._parser = httptools.HttpResponseParser(self)

    def feed(self, data: bytes) -> None:
        """Takes what arrived; raises Malformed."""
        if not self.status:
            self._head_bytes += len(data)
        try:
            self._parser.feed_data(data)
        except (httptools.HttpParserError, httptools.HttpParserUpgrade) as refused:
            raise Malformed(str(refused)) from None
        if not self.status and self._head_bytes > HEAD_BYTES_MAX:
            raise Malformed("The answer's headers are too large.")

    def end(self) -> None:
        """Takes the end of the connection, which ends an answer without a length; raises Lost for any other."""
        framed = any(name in (b"content-length", b"transfer-encoding") for name, _ in self.headers)
        if not self.complete and (framed or not self.status):
            raise Lost("The connection ended before the answer.")
        self.complete = True

    def take(self) -> bytes:
        """The part of the body that has arrived and was not taken before."""
        taken = self._chunks[0] if len(self._chunks) == 1 else b"".join(self._chunks)
        self._chunks.clear()
        self.buffered = 0
        return taken

    # What follows is called by the parser.

    def on_message_begin(self) -> None:
        if self.complete:
            # Nothing was asked that this could answer.
            self.reusable = False

    def on_header(self, name: bytes, value: bytes) -> None:
        if not self.status:  # else it is a trailer
            self.headers.append((name.lower(), value))

    def on_headers_complete(self) -> None:
        status = self._parser.get_status_code()
        if status < 200:
            self.headers.clear()
            return
        if not self.complete:
            self.status = status
            self.complete = self._to_head
            self.reusable = self._parser.should_keep_alive()

    def on_body(self, body: bytes) -> None:
        if self.complete:
            self.reusable = False
            return
        self._chunks.append(body)
        self.buffered += len(body)

    def on_message_complete(self) -> None:
        if self.status:
            self.complete = True

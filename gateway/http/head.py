"""Checks the head of a request: its method, its size, and the fields that HTTP/1.1 requires (RFC 9110, RFC 9112)."""

import re
from collections.abc import Sequence

from httptools import HttpRequestParser

from functions.runtime.errors import BadRequest, ShopError
from gateway.errors import HeadersTooLarge, NotImplementedHere, UriTooLong

HEADER_BYTES_MAX = 16 * 1024
URI_BYTES_MAX = 8 * 1024
METHODS = (b"DELETE", b"GET", b"HEAD", b"OPTIONS", b"PATCH", b"POST", b"PUT")
_REQUEST_LINE = re.compile(rb"[!#$%&'*+.^_`|~0-9A-Za-z-]+ [!-~]+ HTTP/1\.[01]\r\n")


def refusal_of(
    parser: HttpRequestParser, uri: bytes, fields: Sequence[tuple[bytes, bytes]], *, header_bytes: int
) -> ShopError | None:
    """Why the request cannot be served; None if it can.

    `header_bytes` may count the first part of the body too, because both can come in one piece.
    """
    if len(uri) > URI_BYTES_MAX:
        return UriTooLong(f"An address may have at most {URI_BYTES_MAX} bytes.")
    if header_bytes > HEADER_BYTES_MAX and sum(len(name) + len(value) for name, value in fields) > HEADER_BYTES_MAX:
        return headers_too_large()
    given = dict(fields)
    if parser.get_http_version() == "1.1" and not given.get(b"host"):
        return BadRequest("An HTTP/1.1 request names its Host.")
    if given.get(b"transfer-encoding", b"chunked").lower() != b"chunked":
        return NotImplementedHere("Send the body as it is, or chunked.")
    return None


def is_request_line(received: bytes) -> bool:
    """Whether the bytes begin with a request whose method may be any token."""
    return _REQUEST_LINE.match(received) is not None


def unknown_method() -> NotImplementedHere:
    return NotImplementedHere(f"Use one of: {b', '.join(METHODS).decode()}.")


def headers_too_large() -> HeadersTooLarge:
    return HeadersTooLarge(f"All headers together may have at most {HEADER_BYTES_MAX} bytes.")

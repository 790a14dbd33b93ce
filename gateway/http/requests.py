"""Reads what a client sends: headers that can be understood in one way only, and a body that ends."""

from collections.abc import Awaitable, Callable, Mapping, MutableMapping, Sequence
from typing import Any

from functions.runtime.errors import BadRequest, TooLarge, UnsupportedMediaType

Receive = Callable[[], Awaitable[MutableMapping[str, Any]]]

# Of these a second one could be the one that somebody else reads.
SINGLE = {
    b"authorization", b"cart-token", b"content-length", b"content-type", b"cookie", b"host", b"idempotency-key",
    b"origin", b"traceparent", b"transfer-encoding", b"x-request-id",
}  # fmt: skip


class ClientGone(Exception):
    """Nobody waits for an answer any more."""


def check_headers(given: Sequence[tuple[bytes, bytes]], headers: dict[bytes, bytes]) -> None:
    """Joins in `headers` what was given more than once (RFC 9110, section 5.3), or raises BadRequest."""
    if len(headers) == len(given):
        return
    headers.clear()
    for name, value in given:
        if name in headers and name in SINGLE:
            raise BadRequest(f"The header {name.decode('latin-1')} is given more than once.")
        headers[name] = headers[name] + b", " + value if name in headers else value


def check_body(headers: Mapping[bytes, bytes], *, expected: bool, bytes_max: int) -> None:
    """Refuses by its headers what need not be read; raises BadRequest, TooLarge or UnsupportedMediaType."""
    length = headers.get(b"content-length", b"0")
    if not expected and (length != b"0" or b"transfer-encoding" in headers):
        raise BadRequest("This request takes no body.")
    if int(length) > bytes_max:
        raise _too_large(bytes_max)
    if b"content-encoding" in headers:
        raise UnsupportedMediaType("Send the body as it is, without a content encoding.")
    if b"cloudevents" in headers.get(b"content-type", b"").lower():
        raise UnsupportedMediaType("Events are not taken from outside.")


async def read_body(receive: Receive, bytes_max: int) -> bytes:
    """The whole body; raises TooLarge as soon as it is too large, ClientGone when it ends early."""
    message = await receive()
    if message["type"] == "http.request" and not message.get("more_body"):
        return bytes(_bounded(message.get("body", b""), bytes_max))
    body = bytearray()
    while message["type"] == "http.request":
        body += message.get("body", b"")
        _bounded(body, bytes_max)
        if not message.get("more_body"):
            return bytes(body)
        message = await receive()
    raise ClientGone


def _bounded(body: bytes | bytearray, bytes_max: int) -> bytes | bytearray:
    if len(body) > bytes_max:
        raise _too_large(bytes_max)
    return body


def _too_large(bytes_max: int) -> TooLarge:
    return TooLarge(f"The body may have at most {bytes_max} bytes.")

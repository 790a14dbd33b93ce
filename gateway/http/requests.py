"""Checks a request's headers for ambiguity, and reads its body within a size limit."""

from collections.abc import Awaitable, Callable, Mapping, MutableMapping, Sequence
from typing import Any

from functions.runtime.errors import BadRequest, TooLarge, UnsupportedMediaType

Receive = Callable[[], Awaitable[MutableMapping[str, Any]]]

# May occur only once: a program behind the gateway might read the other one.
SINGLE = {
    b"authorization", b"cart-token", b"content-length", b"content-type", b"cookie", b"host", b"idempotency-key",
    b"origin", b"transfer-encoding", b"x-request-id",
}  # fmt: skip


class ClientGone(Exception):
    """The client closed the connection before its request was complete."""


def joined(sent: Sequence[tuple[bytes, bytes]]) -> dict[bytes, bytes]:
    """The headers, with the values of repeated ones joined (RFC 9110, section 5.3)."""
    headers = dict(sent)
    if len(headers) == len(sent):
        return headers
    values: dict[bytes, list[bytes]] = {}
    for name, value in sent:
        values.setdefault(name, []).append(value)
    return {name: b", ".join(found) for name, found in values.items()}


def check_headers(sent: Sequence[tuple[bytes, bytes]], headers: Mapping[bytes, bytes]) -> None:
    """Raises BadRequest if a header that may occur only once was repeated."""
    if len(headers) == len(sent):
        return
    names = [name for name, _ in sent]
    if repeated := sorted(name for name in SINGLE.intersection(names) if names.count(name) > 1):
        raise BadRequest(f"The header {repeated[0].decode('latin-1')} was sent more than once.")


def check_body(headers: Mapping[bytes, bytes], *, expected: bool, bytes_max: int) -> None:
    """Refuses a body by its headers, before it is read; raises BadRequest, TooLarge or UnsupportedMediaType."""
    length = headers.get(b"content-length", b"0")
    if not expected and (length != b"0" or b"transfer-encoding" in headers):
        raise BadRequest("This request must have no body.")
    if int(length) > bytes_max:
        raise _too_large(bytes_max)
    if b"content-encoding" in headers:
        raise UnsupportedMediaType("Send the body without a content encoding.")
    if b"cloudevents" in headers.get(b"content-type", b"").lower():
        raise UnsupportedMediaType("Events are not accepted from outside the shop.")


async def read_body(receive: Receive, bytes_max: int) -> bytes:
    """The whole body; raises TooLarge as soon as it exceeds the limit, ClientGone if it ends early."""
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

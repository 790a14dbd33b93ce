"""Makes the gateway's responses: a function's response, whole or streamed, or a problem document."""

import asyncio
import json
from collections.abc import AsyncGenerator, Callable
from contextlib import aclosing
from http import HTTPStatus
from typing import Any

from starlette.responses import Response

from functions.runtime.errors import MethodNotAllowed, ShopError
from functions.runtime.telemetry.context import log
from gateway.access.tokens import TokenRefused
from gateway.upstream.errors import UpstreamError
from gateway.upstream.response import PROBLEM, Header

EVERY_RESPONSE: tuple[Header, ...] = (
    (b"x-content-type-options", b"nosniff"),
    (b"referrer-policy", b"no-referrer"),
)
# Only pages may be rendered as HTML, whatever a browser guesses.
API_SECURITY: tuple[Header, ...] = (
    *EVERY_RESPONSE,
    (b"content-security-policy", b"default-src 'none'; frame-ancestors 'none'"),
)
NOT_KEPT: Header = (b"cache-control", b"private, no-store")


class GatewayResponse(Response):
    """A complete response. Starlette's own class would encode, count and copy it again."""

    security = API_SECURITY

    def __init__(self, status: int, headers: list[Header], body: bytes = b"") -> None:
        self.status_code = status
        self.raw_headers = headers
        self.body = body
        self.background = None

    async def __call__(self, _scope: Any, _receive: Any, send: Any) -> None:
        await send({"type": "http.response.start", "status": self.status_code, "headers": self.raw_headers})
        await send({"type": "http.response.body", "body": self.body})


class Streamed(GatewayResponse):
    """A response whose body is passed on as it arrives, no faster than the client reads."""

    def __init__(self, status: int, headers: list[Header], chunks: AsyncGenerator[bytes]) -> None:
        super().__init__(status, headers)
        self._chunks = chunks
        self.on_end: Callable[[], None] = lambda: None

    async def __call__(self, _scope: Any, _receive: Any, send: Any) -> None:
        try:
            await send({"type": "http.response.start", "status": self.status_code, "headers": self.raw_headers})
            async with aclosing(self._chunks) as chunks:
                async for chunk in chunks:
                    await send({"type": "http.response.body", "body": chunk, "more_body": True})
            await send({"type": "http.response.body", "body": b""})
        except UpstreamError as failure:
            # The status is sent already; only an unfinished response can signal the failure to the client.
            log("a streamed response broke off", level="error", cause=type(failure).__name__)
        except asyncio.CancelledError:
            log("a client left before the end of a streamed response")
        finally:
            self.on_end()


def secured(response: GatewayResponse) -> GatewayResponse:
    """The response with the security headers; a function's page keeps its own content security policy."""
    if dict(response.raw_headers).get(b"content-type", b"").startswith(b"text/html"):
        response.security = EVERY_RESPONSE
    return response


def final_response(error: ShopError, request_id: str) -> bytes:
    """The error as the bytes of a response that ends its connection."""
    response = problem(error, request_id)
    head = [b"HTTP/1.1 %d %b\r\n" % (error.status, HTTPStatus(error.status).phrase.encode())]
    headers = (*response.raw_headers, *response.security, (b"x-request-id", request_id.encode()))
    head += [b"%b: %b\r\n" % header for header in headers]
    return b"".join([*head, b"connection: close\r\n\r\n", response.body])


def problem(error: ShopError, request_id: str) -> GatewayResponse:
    """The error as problem+json (RFC 9457), in the format that functions use."""
    body = json.dumps({**error.problem(), "request_id": request_id}).encode()
    headers = [
        PROBLEM,
        (b"content-length", b"%d" % len(body)),
        NOT_KEPT,
    ]
    if error.retry_after_seconds:
        headers.append((b"retry-after", b"%d" % error.retry_after_seconds))
    if isinstance(error, MethodNotAllowed):
        headers.append((b"allow", error.allowed.encode()))
    if error.status == 401:
        scheme = b'Bearer error="invalid_token"' if isinstance(error, TokenRefused) else b"Bearer"
        headers.append((b"www-authenticate", scheme))
    if error.status == 408:
        headers.append((b"connection", b"close"))
    return GatewayResponse(error.status, headers, body)

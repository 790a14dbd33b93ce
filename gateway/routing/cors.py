"""Makes the CORS headers for pages of other origins (https://fetch.spec.whatwg.org/#http-cors-protocol)."""

from collections.abc import Iterable

from gateway.upstream.response import Header

MAX_AGE_SECONDS = 600
REQUEST_HEADERS = b"authorization, cart-token, content-type, idempotency-key, if-none-match, traceparent, x-request-id"
EXPOSED_HEADERS = b"etag, idempotent-replayed, link, location, ratelimit, ratelimit-policy, retry-after, x-request-id"


class Cors:
    """Origins that are not listed get no CORS headers, so browsers withhold responses from them.

    No origin may send Session-Transport, so cookies never authenticate one (docs/decisions/0035-browser-sessions.md).
    """

    def __init__(self, origins: Iterable[str]) -> None:
        self._origins = {origin.encode() for origin in origins}

    def headers(self, origin: bytes | None) -> list[Header]:
        """The CORS headers of every response."""
        if not self._origins:
            return []
        if origin not in self._origins:
            return [(b"vary", b"origin")]
        return [
            (b"vary", b"origin"),
            (b"access-control-allow-origin", origin),
            (b"access-control-expose-headers", EXPOSED_HEADERS),
        ]

    def preflight(self, origin: bytes | None, allowed: str) -> list[Header]:
        """The further headers of the response to OPTIONS."""
        headers = [(b"allow", allowed.encode())]
        if origin in self._origins:
            headers += [
                (b"access-control-allow-methods", allowed.encode()),
                (b"access-control-allow-headers", REQUEST_HEADERS),
                (b"access-control-max-age", b"%d" % MAX_AGE_SECONDS),
            ]
        return headers

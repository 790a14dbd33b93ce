"""Serves the OpenAPI document and its page, the gateway's only own content."""

import functools
import hashlib
from collections.abc import Mapping
from pathlib import Path

from functions.runtime.errors import MethodNotAllowed
from functions.runtime.http.etags import matches
from gateway.http.compression import VARY, gzipped, is_accepted
from gateway.http.responses import EVERY_RESPONSE, GatewayResponse
from gateway.upstream.response import Header

FOLDER = Path(__file__).parent.parent
ALLOWED = "GET, HEAD, OPTIONS"
PAGE_SECURITY: tuple[Header, ...] = (
    *EVERY_RESPONSE,
    (b"content-security-policy", b"default-src 'none'; style-src 'self'; frame-ancestors 'none'; base-uri 'none'"),
)
# By path: file and media type. `make generate` writes them, except the style sheet.
_FILES = {
    b"/api/openapi.json": ("openapi.json", b"application/json"),
    b"/api/docs": ("docs.html", b"text/html; charset=utf-8"),
    b"/api/docs.css": ("docs.css", b"text/css; charset=utf-8"),
}


class Page(GatewayResponse):
    security = PAGE_SECURITY


def page_at(path: bytes, method: str, headers: Mapping[bytes, bytes]) -> Page | None:
    """The page at the path; None if there is none. Raises MethodNotAllowed."""
    if path not in _FILES:
        return None
    if method == "OPTIONS":
        return Page(204, [(b"allow", ALLOWED.encode())])
    if method not in {"GET", "HEAD"}:
        raise MethodNotAllowed(ALLOWED)
    accepted = headers.get(b"accept-encoding", b"").decode("latin-1")
    content, media_type, tag = _read(path, is_gzipped=(is_gzipped := is_accepted("gzip", accepted)))
    page_headers = [(b"etag", tag), (b"cache-control", b"no-cache"), VARY]
    if is_gzipped:
        page_headers.append((b"content-encoding", b"gzip"))
    if matches(headers.get(b"if-none-match", b"").decode("latin-1") or None, tag.decode()):
        return Page(304, page_headers)
    page_headers += [(b"content-type", media_type), (b"content-length", b"%d" % len(content))]
    return Page(200, page_headers, content)


@functools.cache
def _read(path: bytes, *, is_gzipped: bool) -> tuple[bytes, bytes, bytes]:
    """The content, the media type and the ETag, which differs between codings."""
    name, media_type = _FILES[path]
    content = (FOLDER / name).read_bytes()
    if is_gzipped:
        content = gzipped(content)
    return content, media_type, b'"%b"' % hashlib.sha256(content).hexdigest()[:32].encode()

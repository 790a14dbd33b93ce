"""Serves what is not a file, as frontend/nginx.conf does: rendered pages with the build's tags, sitemaps and texts."""

import re
from collections.abc import Awaitable, Callable, Mapping
from datetime import UTC, datetime
from pathlib import Path

import httpx
from starlette.requests import Request
from starlette.responses import HTMLResponse, PlainTextResponse, Response
from starlette.types import ASGIApp

from functions.runtime.languages import LANGUAGES

PAGE = re.compile(r"/(products(/[^/]+)?/?)?\Z")
SITEMAP = re.compile(r"/sitemaps/([0-9]+)-of-([0-9]+)\.xml\Z")
ROBOTS = "User-agent: *\nDisallow: /staff\nDisallow: /checkout\n\nSitemap: {shop}/sitemap.xml\n"
# https://www.rfc-editor.org/rfc/rfc9116
SECURITY_TXT = (
    "Contact: {shop}/legal/contact\nExpires: {year}-12-31T23:59:59Z\nCanonical: {shop}/.well-known/security.txt\n"
)
SECONDS_MAX = 35
_INCLUDE = re.compile(r'<!--# include virtual="/([\w.-]+)" -->')

# The page rendered at the path; a refusal's status, or None if the path is not rendered.
Render = Callable[[Request], Awaitable[Response | int | None]]


def renderer(gateway: ASGIApp, dist: Path) -> Render:
    """A function that requests rendered pages and sitemaps from the gateway."""

    async def render(request: Request) -> Response | int | None:
        path = request.url.path
        shop = str(request.base_url).rstrip("/")
        if path == "/robots.txt":
            return PlainTextResponse(ROBOTS.format(shop=shop))
        if path == "/.well-known/security.txt":
            return PlainTextResponse(SECURITY_TXT.format(shop=shop, year=datetime.now(UTC).year))
        if path == "/sitemap.xml":
            return await _sitemap(gateway, request, {})
        if part := SITEMAP.match(path):
            return await _sitemap(gateway, request, {"part": part[1], "of": part[2]})
        return await _page(gateway, request, dist) if PAGE.match(path) else None

    return render


def languages(accepted: str) -> tuple[str, str]:
    """The first two of the browser's languages that the web shop has; "" in place of one that there is not."""
    begun = (part.strip().lower()[:2] for part in accepted.split(","))
    first, second, *_ = [*dict.fromkeys(language for language in begun if language in LANGUAGES), "", ""]
    return first, second


async def _page(gateway: ASGIApp, request: Request, dist: Path) -> Response | int:
    """The page with the build's tags; the status of the function's refusal if there is no page."""
    category = request.query_params.get("category", "")
    first, second = languages(request.headers.get("accept-language", ""))
    asked = {"path": request.url.path, "category": category, "language": first, "otherwise": second}
    answer = await _ask(gateway, request, "/api/page", asked)
    if answer.status_code != 200:
        return answer.status_code
    return HTMLResponse(_INCLUDE.sub(lambda include: _part(dist / include[1]), answer.text))


async def _sitemap(gateway: ASGIApp, request: Request, asked: Mapping[str, str]) -> Response:
    answer = await _ask(gateway, request, "/api/sitemap", asked)
    return Response(answer.content, answer.status_code, media_type=answer.headers["content-type"])


async def _ask(gateway: ASGIApp, request: Request, path: str, asked: Mapping[str, str]) -> httpx.Response:
    transport = httpx.ASGITransport(gateway, client=request.client or ("127.0.0.1", 0))
    async with httpx.AsyncClient(transport=transport, base_url="http://shop", timeout=SECONDS_MAX) as client:
        return await client.get(path, params=dict(asked))


def _part(file: Path) -> str:
    return file.read_text() if file.is_file() else ""

"""The pages that a function renders, with the build's tags included, as frontend/nginx.conf has them."""

import re
from collections.abc import Awaitable, Callable
from pathlib import Path

import httpx
from starlette.requests import Request
from starlette.responses import HTMLResponse
from starlette.types import ASGIApp

PAGE = re.compile(r"/(products(/[^/]+)?/?)?\Z")
FRENCH = re.compile(r"((?!en)[^,]*,)*\s*fr", re.IGNORECASE)
SECONDS_MAX = 35
_INCLUDE = re.compile(r'<!--# include virtual="/([\w.-]+)" -->')

# The page that is asked for; None if the function has no answer of use.
RenderPage = Callable[[Request], Awaitable[HTMLResponse | int]]


def page_renderer(gateway: ASGIApp, dist: Path) -> RenderPage:
    """Asks the gateway for the page, or returns the status of its refusal."""

    async def render(request: Request) -> HTMLResponse | int:
        transport = httpx.ASGITransport(gateway, client=request.client or ("127.0.0.1", 0))
        asked = {
            "path": request.url.path,
            "category": request.query_params.get("category", ""),
            "language": language(request.headers.get("accept-language", "")),
        }
        async with httpx.AsyncClient(transport=transport, base_url="http://shop", timeout=SECONDS_MAX) as client:
            answer = await client.get("/api/page", params=asked)
        if answer.status_code != 200:
            return answer.status_code
        return HTMLResponse(_INCLUDE.sub(lambda include: _part(dist / include[1]), answer.text))

    return render


def language(accepted: str) -> str:
    """The first of the browser's languages that the shop has."""
    return "fr" if FRENCH.match(accepted) else "en"


def _part(file: Path) -> str:
    return file.read_text() if file.is_file() else ""

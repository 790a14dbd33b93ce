"""Serves the web shop's build and the demo catalog's pictures by the rules of frontend/nginx.conf."""

import os
import re
from mimetypes import guess_type
from pathlib import Path

from starlette.applications import Starlette
from starlette.datastructures import Headers
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import FileResponse, HTMLResponse, Response
from starlette.routing import Mount
from starlette.staticfiles import NotModifiedResponse, PathLike, StaticFiles
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from demo.catalog.seed import PICTURES
from gateway.http.compression import is_accepted
from local.host.operations import ROOT
from local.web import rendered_pages
from local.web.headers import NO_ELEMENT, Element, headers_of
from local.web.rendered_pages import Render

DIST = ROOT / "frontend" / "dist"
FILE = re.compile(r"/assets/|/[^/]+\.[^/]+\Z")
# The pages of the web shop, which serves one document for all but those that a function renders (rendered_pages.py).
PAGE = re.compile(
    r"/(cart|checkout|orders(/[^/]+)?|order-look-up|withdraw|log-in|register|account(/(second-factor|closed))?|staff(/.+)?|"
    r"(forgot|reset)-password|legal/(terms|privacy|imprint|withdrawal|shipping|contact)|(confirm|change)-address)/?\Z"
)
# The encodings that the build has compressed files in, best first.
_CODINGS = {"br": ".br", "gzip": ".gz"}
_NOT_BUILT = """<!doctype html>
<html lang="en"><meta charset="utf-8"><title>CloudShop</title>
<h1>The web shop is not built yet</h1>
<p>Stop the shop and run <code>make run</code>: it builds the web shop, or reports why it cannot.</p>
<p>The API works without it: <a href="/api/docs">see its documentation</a>.</p>
</html>
"""


def web_shop(
    dist: Path = DIST, pictures: Path = PICTURES, render: Render | None = None, element: Element = NO_ELEMENT
) -> ASGIApp:
    """The web shop's application, whose pages may show the payment provider's `element`."""
    build = Mount("/", _Build(dist, render))
    files = Starlette(routes=[Mount("/pictures", StaticFiles(directory=pictures)), build])

    async def app(scope: Scope, receive: Receive, send: Send) -> None:
        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                added = headers_of(scope["path"], message["status"], element)
                message["headers"] = [*message["headers"], *((k.encode(), v.encode()) for k, v in added.items())]
            await send(message)

        await files(scope, receive, send_with_headers)

    return app


class _Build(StaticFiles):
    """The build's folder, which may not exist yet and may be replaced at any time."""

    def __init__(self, dist: Path, render: Render | None) -> None:
        super().__init__(directory=dist, check_dir=False)
        self.config_checked = True
        self.render = render

    async def get_response(self, path: str, scope: Scope) -> Response:
        is_read = scope["method"] in {"GET", "HEAD"}
        rendered = await self.render(Request(scope)) if self.render is not None and is_read else None
        if isinstance(rendered, Response):
            return rendered
        if rendered is not None:
            return await self._document(scope, exists=rendered != 404)
        if FILE.match(scope["path"]):
            return await super().get_response(path, scope)
        is_page = PAGE.match(scope["path"]) or rendered_pages.PAGE.match(scope["path"])
        return await self._document(scope, exists=is_page is not None)

    async def _document(self, scope: Scope, *, exists: bool) -> Response:
        """The document of all pages, which itself shows errors; the status 404 is for search engines and the like."""
        if not exists:
            headers = [(name, value) for name, value in scope["headers"] if not name.startswith(b"if-")]
            scope = {**scope, "headers": headers}
        try:
            document = await super().get_response("index.html", scope)
        except HTTPException as refused:
            if refused.status_code != 404:
                raise
            return HTMLResponse(_NOT_BUILT, 503)
        document.status_code = document.status_code if exists else 404
        return document

    def file_response(
        self, full_path: PathLike, stat_result: os.stat_result, scope: Scope, status_code: int = 200
    ) -> Response:
        """The file, in the best encoding that the client accepts and the build has."""
        requested = Headers(scope=scope)
        compressed = {coding: f"{full_path}{ending}" for coding, ending in _CODINGS.items()}
        compressed = {coding: path for coding, path in compressed.items() if Path(path).is_file()}
        wanted = requested.get("accept-encoding", "")
        headers = {"vary": "accept-encoding"} if compressed else {}
        media_type = guess_type(full_path)[0] or "application/octet-stream"
        chosen = next((coding for coding in compressed if is_accepted(coding, wanted)), None)
        if chosen is not None:
            headers["content-encoding"] = chosen
            full_path = compressed[chosen]
            stat_result = Path(full_path).stat()
        response = FileResponse(full_path, status_code, headers, media_type, stat_result=stat_result)
        return NotModifiedResponse(response.headers) if self.is_not_modified(response.headers, requested) else response

"""Passes a request from aiohttp to a WSGI application (PEP 3333), and returns its response."""

import io
import sys
from collections.abc import Callable, Iterable, Iterator
from itertools import chain
from typing import Any

from aiohttp import web
from multidict import CIMultiDict

Environ = dict[str, Any]
WsgiApp = Callable[[Environ, Callable[..., Any]], Iterable[bytes]]


def environ_of(request: web.Request, body: bytes, script_name: str, path: str) -> Environ:
    """The request as a WSGI application mounted at `script_name` sees it."""
    host, port = request.transport.get_extra_info("sockname")[:2] if request.transport else ("localhost", 0)
    environ: Environ = {
        "REQUEST_METHOD": request.method,
        "SCRIPT_NAME": script_name,
        "PATH_INFO": path,
        "QUERY_STRING": request.rel_url.raw_query_string,
        "SERVER_NAME": host,
        "SERVER_PORT": str(port),
        "SERVER_PROTOCOL": "HTTP/1.1",
        "REMOTE_ADDR": request.remote or "",
        "wsgi.version": (1, 0),
        "wsgi.url_scheme": "http",
        "wsgi.input": io.BytesIO(body),
        "wsgi.errors": sys.stderr,
        "wsgi.multithread": True,
        "wsgi.multiprocess": False,
        "wsgi.run_once": False,
    }
    for name, value in request.headers.items():
        # In a WSGI environ it could not be distinguished from the same name with hyphens.
        if "_" in name:
            continue
        key = f"HTTP_{name.upper().replace('-', '_')}"
        environ[key] = f"{environ[key]},{value}" if key in environ else value
    environ.pop("HTTP_TRANSFER_ENCODING", None)
    environ["CONTENT_TYPE"] = environ.pop("HTTP_CONTENT_TYPE", "")
    environ.pop("HTTP_CONTENT_LENGTH", None)
    environ["CONTENT_LENGTH"] = str(len(body)) if body else ""
    return environ


# Sends status, headers and the parts of a body as they are made.
Stream = Callable[[int, CIMultiDict[str], Iterator[bytes]], None]


def call(app: WsgiApp, environ: Environ, stream: Stream) -> tuple[int, CIMultiDict[str], bytes] | None:
    """The status, headers and body of the application's response; None if it has several parts, which `stream`
    sends.
    """
    started: list[tuple[str, list[tuple[str, str]]]] = []

    def start_response(status: str, headers: list[tuple[str, str]], _error: Any = None) -> Callable[[bytes], None]:
        started.append((status, headers))
        return _refuse_write

    content = app(environ, start_response)
    try:
        parts = iter(content)
        first, second = next(parts, b""), next(parts, None)
        status, headers = int(started[-1][0].partition(" ")[0]), CIMultiDict(started[-1][1])
        if second is None:
            return status, headers, first
        stream(status, headers, chain([first, second], parts))
        return None
    finally:
        if (close := getattr(content, "close", None)) is not None:
            close()


def _refuse_write(_data: bytes) -> None:
    raise NotImplementedError("the application must return its body")

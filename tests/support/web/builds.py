"""Makes the folder of a build of the web shop, and serves it."""

import gzip
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx
import uvicorn
from starlette.types import ASGIApp

from gateway.http.protocol import BoundedProtocol

INDEX = "<!doctype html><title>CloudShop</title>"
TAGS = '<script type="module" src="/assets/index-BGk2.js"></script>'
SCRIPT = "console.log('a script that is worth compressing')\n" * 50
PACKED = gzip.compress(SCRIPT.encode())


@contextmanager
def served(app: ASGIApp) -> Iterator[httpx.Client]:
    """A client of the app over real HTTP, which takes nothing compressed unless it says so."""
    config = uvicorn.Config(app, http=BoundedProtocol, ws="none", lifespan="off", log_config=None)
    server = uvicorn.Server(config)
    with socket.create_server(("127.0.0.1", 0)) as listening:
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]}, daemon=True)
        thread.start()
        address = f"http://127.0.0.1:{listening.getsockname()[1]}"
        with httpx.Client(base_url=address, timeout=20, headers={"accept-encoding": "identity"}) as client:
            yield client
        server.should_exit = True
        thread.join(10)
        assert not thread.is_alive(), "the server did not stop"


def a_build(folder: Path) -> Path:
    """A build's folder as Vite makes it, with neighbours that are not for the public."""
    dist = folder / "frontend" / "dist"
    (dist / "assets").mkdir(parents=True)
    (dist / "index.html").write_text(INDEX)
    (dist / "build-tags.html").write_text(TAGS)
    (dist / "humans.txt").write_text("User-agent: *\n")
    (dist / "assets" / "index-BGk2.js").write_text(SCRIPT)
    (dist / "assets" / "index-BGk2.js.gz").write_bytes(PACKED)
    (dist / "assets" / "index-BGk2.js.br").write_bytes(b"what brotli makes of it")
    (dist / "assets" / "index-C3.css").write_text("a{}")
    (folder / "frontend" / "package.json").write_text("not for the public")
    (folder / "frontend" / "dist-of-yesterday").mkdir()
    (folder / "frontend" / "dist-of-yesterday" / "index.html").write_text("not for the public")
    return dist

"""Nginx before a gateway that answers as a test says."""

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from functions.runtime.http.caching import public
from tests.support.web.builds import a_build
from tests.support.web.nginx import CONFIGURATION, THIS_MACHINE, TRAEFIK, nginx

FRESH_SECONDS = 1
# Nginx counts whole seconds.
AT_ZERO_SECONDS = FRESH_SECONDS + 1.2
KEPT = public(fresh_seconds=FRESH_SECONDS)


@dataclass
class Gateway:
    """A gateway's response, and the requests that reached it: their headers, with the address as `path`."""

    status: int = 200
    body: bytes = b"first"
    delay_seconds: float = 0.0
    media_type: str = "application/json"
    asked: list[dict[str, str]] = field(default_factory=list)


@contextmanager
def nginx_before(gateway: Gateway, folder: Path) -> Iterator[dict[int, str]]:
    """The addresses of Nginx's two ports."""

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            gateway.asked.append({"path": self.path, **{name.lower(): value for name, value in self.headers.items()}})
            time.sleep(gateway.delay_seconds)
            is_kept = gateway.status in (200, 404)
            self.send_response(gateway.status)
            self.send_header("cache-control", KEPT if is_kept else "private, no-store")
            self.send_header("content-type", gateway.media_type)
            self.send_header("x-request-id", "of-one-request")
            self.send_header("server-timing", "cold-start;dur=700")
            self.send_header("x-content-type-options", "nosniff")
            self.send_header("referrer-policy", "no-referrer")
            self.send_header("vary", "accept-encoding")
            self.send_header("content-length", str(len(gateway.body)))
            self.end_headers()
            self.wfile.write(gateway.body)

        def log_message(self, *_: object) -> None:
            pass

    # Published here on a port that is free, and in a cluster on port 80.
    with ThreadingHTTPServer(("", 0), Handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        configuration = folder / "nginx.conf"
        configuration.write_text(
            CONFIGURATION.read_text().replace(f"server {TRAEFIK};", f"server {TRAEFIK}:{server.server_port};")
        )
        try:
            with nginx(a_build(folder), configuration, traefik=THIS_MACHINE) as addresses:
                yield addresses
        finally:
            server.shutdown()

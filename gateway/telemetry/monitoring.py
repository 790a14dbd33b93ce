"""Serves the monitoring port: `/metrics` for Prometheus, `/healthz` for liveness and `/readyz` for readiness."""

import threading
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from prometheus_client import CONTENT_TYPE_LATEST, CollectorRegistry, generate_latest


class Monitoring:
    """A small server in its own thread, so that it responds while the gateway is busy."""

    def __init__(self, host: str, port: int, registry: CollectorRegistry, is_ready: Callable[[], bool]) -> None:
        class Handler(BaseHTTPRequestHandler):
            timeout = 5

            def do_GET(self) -> None:
                match self.path:
                    case "/metrics":
                        self._answer(200, CONTENT_TYPE_LATEST, generate_latest(registry))
                    case "/healthz":
                        self._answer(200, "text/plain", b"alive\n")
                    case "/readyz" if is_ready():
                        self._answer(200, "text/plain", b"ready\n")
                    case "/readyz":
                        self._answer(503, "text/plain", b"starting or stopping\n")
                    case _:
                        self._answer(404, "text/plain", b"/metrics, /healthz, /readyz\n")

            def _answer(self, status: int, media_type: str, body: bytes) -> None:
                self.send_response(status)
                self.send_header("content-type", media_type)
                self.send_header("content-length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, *_: Any) -> None:
                """Logs nothing: probes and scrapes are not worth a line."""

        self._server = ThreadingHTTPServer((host, port), Handler)
        self.port: int = self._server.server_address[1]
        self._thread = threading.Thread(target=self._server.serve_forever, name="monitoring", daemon=True)

    def start(self) -> "Monitoring":
        self._thread.start()
        return self

    def stop(self) -> None:
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()

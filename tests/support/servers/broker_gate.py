"""A proxy between relay and Broker that refuses events while it is closed."""

import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import httpx


class BrokerGate:
    """Serves at `url` from `start` to `stop`, in front of the Broker at `broker_url`."""

    def __init__(self) -> None:
        self.broker_url = ""
        self.is_closed = False

    def start(self) -> "BrokerGate":
        gate = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers["content-length"]))
                self.send_response(gate.status({name: value for name, value in self.headers.items()}, body))
                self.send_header("content-length", "0")
                self.end_headers()

            def log_message(self, *arguments: object) -> None:
                return

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        threading.Thread(target=self._server.serve_forever, args=(0.05,), daemon=True).start()
        return self

    def stop(self) -> None:
        self._server.shutdown()
        self._server.server_close()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self._server.server_port}/"

    def status(self, headers: dict[str, str], body: bytes) -> int:
        """The Broker's answer to an event; 503 while the gate is closed."""
        if self.is_closed:
            return 503
        passed_on = {name: value for name, value in headers.items() if name.lower() not in {"host", "content-length"}}
        return httpx.post(self.broker_url, content=body, headers=passed_on, timeout=80).status_code

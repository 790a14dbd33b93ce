"""Runs the metrics exporter: a small server that receives pushes, reads sources, and is scraped by Prometheus."""

import json
import threading
from collections.abc import Callable, Iterable
from typing import Any

from prometheus_client import CONTENT_TYPE_LATEST, CollectorRegistry, generate_latest
from waitress.server import create_server

from observability.exporter.collector import Sample, SamplesCollector, SumsCollector
from observability.exporter.last_hour import LastHour
from observability.exporter.persistence import SumsFile
from observability.exporter.receiving import Receiver
from observability.exporter.settings import ExporterSettings
from observability.exporter.sources.reading import sources
from observability.exporter.sums import Sums

# Pushes occupy a thread until they are stored, and many arrive at once.
THREADS = 24
PUSH_BYTES_MAX = 512 * 1024
Response = tuple[int, str, bytes]


class Exporter:
    def __init__(self, settings: ExporterSettings, host: str) -> None:
        self._sums = Sums()
        self._file = SumsFile(self._sums, settings.sums_file)
        self._last_hour = LastHour(self._sums)
        self._receiver = Receiver(self._sums, self._file)
        self._sources = sources(settings)
        self.registry = CollectorRegistry()
        self.registry.register(SumsCollector(self._sums.items))
        self.registry.register(SumsCollector(self._sums.by_revision))
        self.registry.register(SamplesCollector(self._receiver.samples))
        self.registry.register(SamplesCollector(self._read))
        self._server: Any = create_server(
            self._app, host=host, port=settings.port, threads=THREADS, ident=None,
            max_request_body_size=PUSH_BYTES_MAX, inbuf_overflow=PUSH_BYTES_MAX, asyncore_use_poll=True,
        )  # fmt: skip
        self._thread = threading.Thread(target=self._server.run, name="exporter", daemon=True)
        self.port = int(self._server.effective_port)

    def start(self) -> "Exporter":
        self._file.start()
        self._last_hour.start()
        for source in self._sources:
            source.start()
        self._thread.start()
        return self

    def stop(self) -> None:
        """Stops all parts; acknowledged pushes are already stored."""
        self._server.close()
        self._last_hour.close()
        self._file.close()
        for source in self._sources:
            source.close()

    def _read(self) -> list[Sample]:
        return [sample for source in self._sources for sample in source.samples()]

    def _app(self, environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        status, media_type, body = self._respond(environ)
        start_response(f"{status} -", [("content-type", media_type), ("content-length", str(len(body)))])
        return [body]

    def _respond(self, environ: dict[str, Any]) -> Response:
        match environ["REQUEST_METHOD"], environ["PATH_INFO"]:
            case "POST", "/metrics":
                status, text = self._receiver.receive(environ["wsgi.input"].read())
                return status, "text/plain", text
            case "GET", "/metrics":
                return 200, CONTENT_TYPE_LATEST, generate_latest(self.registry)
            case "GET", "/status":
                now = {"last_hour": self._last_hour.added(), "samples": self._read()}
                return 200, "application/json", json.dumps(now).encode()
            case "GET", "/revisions":
                rows = [[*key, numbers.tolist()] for key, numbers in self._sums.by_revision()]
                return 200, "application/json", json.dumps({"sums": rows, "samples": self._read()}).encode()
            case "GET", "/healthz":
                return 200, "text/plain", b"alive\n"
            case _:
                return 404, "text/plain", b"POST /metrics; GET /metrics, /status, /revisions, /healthz\n"

"""Exports spans as OTLP/HTTP in JSON, if OTEL_EXPORTER_OTLP_ENDPOINT names a receiver.

It is imported only then. OpenTelemetry's SDK would slow each cold start more than most functions' own imports do
(docs/decisions/0052-spans-without-an-sdk.md).
"""

import json
import threading
from collections import deque
from collections.abc import Mapping
from time import time_ns
from typing import Any

from functions.runtime.network.background_sender import BackgroundSender, push
from functions.runtime.telemetry.context import Trace

SERVER, CONSUMER = 2, 5
# Spans that cannot be exported in time are dropped, the oldest first.
WAITING_MAX, TOGETHER_MAX = 2000, 500

# The name of a service and one of its spans.
Span = tuple[str, dict[str, Any]]


class Spans:
    """The spans of one process, in which each operation is a service of its own."""

    def __init__(self, endpoint: str, headers: str = "") -> None:
        self._url = endpoint.rstrip("/") + "/v1/traces"
        self._headers = dict(item.split("=", 1) for item in headers.split(",") if item)
        self._waiting: deque[Span] = deque(maxlen=WAITING_MAX)
        self._under_way: list[Span] = []
        self._exporting = threading.Lock()
        # A pod's end is not delayed for spans that no receiver accepts.
        self._sender = BackgroundSender(self._export, last_tries_seconds=0)

    def end(
        self, service: str, trace: Trace, began_ns: int, status: int, *, name: str = "", is_event: bool = False
    ) -> None:
        """Exports the span of a request that began at `began_ns` and ends now with this status."""
        if not trace.is_sampled:
            return
        attributes: dict[str, str | int] = {**trace.about, "http.response.status_code": status}
        span = {
            "traceId": trace.trace_id,
            "spanId": trace.span_id,
            "parentSpanId": trace.parent_id,
            "name": name or service,
            "kind": CONSUMER if is_event else SERVER,
            "startTimeUnixNano": str(began_ns),
            "endTimeUnixNano": str(max(time_ns(), began_ns)),
            "attributes": _attributes(attributes | {"request_id": trace.request_id}),
            "status": {"code": 2} if status >= 500 else {},
        }
        self._waiting.append((service, span))
        self._sender.wake()

    def close(self) -> None:
        """Exports the rest, with one attempt."""
        self._sender.close()

    def _export(self) -> bool:
        with self._exporting:
            if not self._under_way:
                self._under_way = [self._waiting.popleft() for _ in range(min(len(self._waiting), TOGETHER_MAX))]
            if not self._under_way:
                return True
            status = push(self._url, json.dumps(_request(self._under_way)).encode(), self._headers)
            if status in {0, 429} or status >= 500:
                return False
            self._under_way = []
            return not self._waiting


def _request(batch: list[Span]) -> dict[str, Any]:
    services: dict[str, list[dict[str, Any]]] = {}
    for service, span in batch:
        services.setdefault(service, []).append(span)
    return {
        "resourceSpans": [
            {
                "resource": {"attributes": _attributes({"service.name": name, "service.namespace": "cloudshop"})},
                "scopeSpans": [{"scope": {"name": "cloudshop"}, "spans": spans}],
            }
            for name, spans in services.items()
        ]
    }


def _attributes(values: Mapping[str, str | int]) -> list[dict[str, Any]]:
    return [
        {"key": key, "value": {"intValue": str(value)} if isinstance(value, int) else {"stringValue": value}}
        for key, value in values.items()
    ]

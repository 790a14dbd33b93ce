"""A receiver of spans that accepts only what OpenTelemetry's own definition of OTLP allows."""

import base64
from dataclasses import dataclass
from typing import Any

from google.protobuf.json_format import ParseDict
from opentelemetry.proto.collector.trace.v1.trace_service_pb2 import ExportTraceServiceRequest
from werkzeug import Request, Response

from tests.support.servers.http_server import HttpServer

IDS = ("traceId", "spanId", "parentSpanId")


@dataclass(frozen=True)
class Span:
    service: str
    name: str
    trace_id: str
    span_id: str
    parent_id: str
    kind: int
    seconds: float
    attributes: dict[str, str]


class OtlpReceiver:
    """POST /v1/traces at `endpoint`; what it cannot read it refuses, and remembers."""

    def __init__(self) -> None:
        self.spans: list[Span] = []
        self.refused: list[str] = []
        self._server = HttpServer(Request.application(self._take))
        self.endpoint, self.close = self._server.url, self._server.stop

    def _take(self, request: Request) -> Response:
        try:
            assert (request.path, request.headers["content-type"]) == ("/v1/traces", "application/json")
            self.spans.extend(_read(request.json))
        except Exception as wrong:  # noqa: BLE001 - the test that looks for it fails
            self.refused.append(repr(wrong))
            return Response("{}", 400)
        return Response("{}")


def _read(request: Any) -> list[Span]:
    message = ParseDict(_with_bytes(request), ExportTraceServiceRequest())
    return [
        _span(resource.resource.attributes, span)
        for resource in message.resource_spans
        for scope in resource.scope_spans
        for span in scope.spans
    ]


def _with_bytes(value: Any) -> Any:
    """OTLP writes ids in hexadecimal where protobuf's own JSON has base64; that is the only difference."""
    if isinstance(value, list):
        return [_with_bytes(each) for each in value]
    if isinstance(value, dict):
        return {
            key: base64.b64encode(bytes.fromhex(each)).decode() if key in IDS else _with_bytes(each)
            for key, each in value.items()
        }
    return value


def _span(resource: Any, span: Any) -> Span:
    assert len(span.trace_id) == 16
    assert len(span.span_id) == 8
    services = {attribute.key: attribute.value.string_value for attribute in resource}
    return Span(
        services["service.name"],
        span.name,
        span.trace_id.hex(),
        span.span_id.hex(),
        span.parent_span_id.hex(),
        span.kind,
        (span.end_time_unix_nano - span.start_time_unix_nano) / 1e9,
        {attribute.key: attribute.value.string_value for attribute in span.attributes},
    )

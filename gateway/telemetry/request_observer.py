"""Counts and logs every request, and exports its span if an OTLP endpoint is set."""

import asyncio
import time
from collections.abc import Callable
from typing import TYPE_CHECKING

from functions.runtime.telemetry.metrics import Metrics
from gateway.http.request_context import RequestContext
from gateway.settings import GatewaySettings
from gateway.telemetry.access_log import AccessLog, Entry
from gateway.telemetry.journeys import Journeys
from gateway.telemetry.metrics import GatewayMetrics
from gateway.telemetry.security_events import kind_of, network_of, record

if TYPE_CHECKING:
    from functions.runtime.telemetry.spans import Spans


class RequestObserver:
    def __init__(self, settings: GatewaySettings, in_flight: Callable[[], int]) -> None:
        self.metrics = GatewayMetrics(Metrics(settings.metrics_url, settings.revision), in_flight)
        self._journeys = Journeys()
        self._log = AccessLog()
        self._spans = _spans(settings)

    def admitted(self, context: RequestContext) -> None:
        """Counts the request as a step of its client's visit."""
        for before in self._journeys.before(context.client, context.operation, context.started):
            self.metrics.count_step(before, context.operation)

    def finished(self, context: RequestContext, status: int) -> None:
        """Records a request whose last byte was sent."""
        seconds = time.perf_counter() - context.started
        self.metrics.observe_request(context.operation, context.method, status, seconds)
        request = f"{context.method} {context.path.decode()}"
        self._log.add(Entry(request, context.operation, status, seconds), context.trace)
        self._notice(context, status)
        if self._spans is not None:
            started_ns, name = time.time_ns() - int(seconds * 1e9), f"{context.method} {context.operation}"
            self._spans.end("gateway", context.trace, started_ns, status, name=name)

    def _notice(self, context: RequestContext, status: int) -> None:
        """Records a security event if the response is one."""
        kind = kind_of(context.operation, status, has_token=b"authorization" in context.headers)
        if kind is not None:
            account = context.identity.account_id if context.identity is not None else ""
            about: dict[str, str | int] = {"operation": context.operation, "status": status, "account_id": account}
            record(self.metrics.metrics, context.trace, kind, **about, network=network_of(context.address))

    async def close(self) -> None:
        """Flushes logs, metrics and spans, in bounded time."""
        self._log.flush()
        await asyncio.to_thread(self.metrics.metrics.close)
        if self._spans is not None:
            await asyncio.to_thread(self._spans.close)


def _spans(settings: GatewaySettings) -> "Spans | None":
    if not settings.otlp_endpoint:
        return None
    from functions.runtime.telemetry.spans import Spans

    return Spans(settings.otlp_endpoint, settings.otlp_headers)

"""Tells of every visit: counts it, writes its log line, and exports its span where somebody wants it."""

import asyncio
import time
from collections.abc import Callable
from typing import TYPE_CHECKING

from functions.runtime.telemetry.metrics import Figures
from gateway.http.request_context import Visit
from gateway.settings import GatewaySettings
from gateway.telemetry.access_log import AccessLog, Entry
from gateway.telemetry.metrics import Metrics

if TYPE_CHECKING:
    from functions.runtime.telemetry.spans import Spans


class Witness:
    def __init__(self, settings: GatewaySettings, in_flight: Callable[[], int]) -> None:
        self.metrics = Metrics(Figures(settings.metrics_url), in_flight)
        self._log = AccessLog()
        self._spans = _spans(settings)

    def has_left(self, visit: Visit, status: int) -> None:
        """The last byte of the answer is on its way."""
        seconds = time.perf_counter() - visit.started
        self.metrics.answered(visit.operation, visit.method, status, seconds)
        request = f"{visit.method} {visit.path.decode()}"
        self._log.add(Entry(request, visit.operation, status, seconds), visit.trace)
        if self._spans is not None:
            began_ns, name = time.time_ns() - int(seconds * 1e9), f"{visit.method} {visit.operation}"
            self._spans.end("gateway", visit.trace, began_ns, status, name=name)

    async def close(self) -> None:
        """Tells what is left, in bounded time."""
        self._log.flush()
        await asyncio.to_thread(self.metrics.figures.close)
        if self._spans is not None:
            await asyncio.to_thread(self._spans.close)


def _spans(settings: GatewaySettings) -> "Spans | None":
    if not settings.otlp_endpoint:
        return None
    from functions.runtime.telemetry.spans import Spans

    return Spans(settings.otlp_endpoint, settings.otlp_headers)

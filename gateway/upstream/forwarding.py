"""Passes a request on to its function, and the answer back."""

import time

from gateway.http.request_context import Visit
from gateway.http.responses import Outgoing
from gateway.http.translation import call_of, meaning_of, outgoing
from gateway.routing.routes import Route
from gateway.settings import GatewaySettings
from gateway.telemetry.metrics import Metrics
from gateway.upstream.calls import Calls
from gateway.upstream.directory import Directory
from gateway.upstream.errors import UpstreamError


class Relay:
    def __init__(self, settings: GatewaySettings, metrics: Metrics) -> None:
        self._settings = settings
        self._metrics = metrics
        self._directory = Directory(settings)
        self._calls = Calls(settings.answer_seconds, metrics.retried)

    async def answer(self, route: Route, visit: Visit, query: bytes, body: bytes) -> Outgoing:
        """The function's answer; raises a ShopError that says why there is none."""
        function = self._directory.function(route.operation)
        call = call_of(function, route, visit, (query, body), self._vouching(visit))
        try:
            reply = await self._calls.call(function, call)
        except UpstreamError as failure:
            raise meaning_of(failure, repeatable=call.repeatable) from None
        self._metrics.replied(route.operation, reply)
        return outgoing(reply, to_head=call.to_head, stall_seconds=self._settings.answer_seconds)

    def close(self) -> None:
        self._directory.close()

    def _vouching(self, visit: Visit) -> bytes:
        """The header's value that tells functions who calls; nothing for a guest."""
        if visit.identity is None:
            return b""
        return visit.identity.vouching(self._settings.caller_keys, time.time())

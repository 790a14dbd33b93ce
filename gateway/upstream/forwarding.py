"""Forwards a request to its function and returns the response."""

import time

from gateway.http.request_context import RequestContext
from gateway.http.responses import GatewayResponse
from gateway.http.translation import call_of, client_response, error_for
from gateway.routing.next_steps import NextSteps, read_next_steps
from gateway.routing.routes import Route
from gateway.settings import GatewaySettings
from gateway.telemetry.metrics import GatewayMetrics
from gateway.upstream.calls import Calls
from gateway.upstream.directory import Directory
from gateway.upstream.errors import UpstreamError
from gateway.upstream.waking import Waker


class Forwarder:
    def __init__(self, settings: GatewaySettings, metrics: GatewayMetrics) -> None:
        self._settings = settings
        self._metrics = metrics
        self._directory = Directory(settings)
        self._calls = Calls(settings.answer_seconds, metrics.count_retry)
        next_steps = NextSteps(read_next_steps() if settings.wakes_next_steps else {})
        self._waker = Waker(self._directory, next_steps, settings.answer_seconds)

    async def forward(self, route: Route, context: RequestContext, query: bytes, body: bytes) -> GatewayResponse:
        """The function's response; raises a ShopError if there is none."""
        self._waker.called(route.operation)
        function = self._directory.function(route.operation)
        call = call_of(function, route, context, (query, body), self._caller_header(context))
        try:
            reply = await self._calls.call(function, call)
        except UpstreamError as failure:
            raise error_for(failure, repeatable=call.repeatable) from None
        self._metrics.observe_reply(route.operation, reply)
        return client_response(reply, to_head=call.to_head, stall_seconds=self._settings.answer_seconds)

    def close(self) -> None:
        self._waker.close()
        self._directory.close()

    def _caller_header(self, context: RequestContext) -> bytes:
        """The signed header that identifies the caller to functions; empty for a guest."""
        if context.identity is None:
            return b""
        return context.identity.caller_header(self._settings.caller_keys, time.time())

"""Forwards a request to its function and returns the response."""

import time
from collections.abc import Sequence

from functions.runtime.telemetry.context import current_trace
from gateway.access.caller_headers import CallerHeaders
from gateway.http.disconnects import ended_with_client
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
from gateway.upstream.own_calls import own_call_of, whole_body
from gateway.upstream.prewarming import Prewarmer

# Timeout for functions that the gateway itself calls: enough for a cold start.
OWN_ANSWER_SECONDS = 20.0


class Forwarder:
    def __init__(self, settings: GatewaySettings, metrics: GatewayMetrics) -> None:
        self._settings = settings
        self._metrics = metrics
        self._directory = Directory(settings)
        self._calls = Calls(settings.answer_seconds, metrics.count_retry)
        self._own_calls = Calls(OWN_ANSWER_SECONDS, metrics.count_retry)
        table = read_next_steps(hidden=settings.hidden_operations) if settings.wakes_next_steps else {}
        next_steps = NextSteps(table)
        self._prewarmer = Prewarmer(self._directory, next_steps, settings.answer_seconds)
        self._caller_headers = CallerHeaders(settings)

    def wake(self, operations: Sequence[str]) -> None:
        """Starts functions of which a client announces that it will call one; nothing waits for them."""
        if self._settings.wakes_next_steps:
            self._prewarmer.announced(operations)

    async def forward(self, route: Route, context: RequestContext, query: bytes, body: bytes) -> GatewayResponse:
        """The function's response; raises a ShopError if there is none."""
        self._prewarmer.called(route.operation)
        function = self._directory.function(route.operation)
        # A guest has none.
        named = self._caller_headers.of(context.identity, route.operation, time.time()) if context.identity else b""
        call = call_of(function, route, context, (query, body), named)
        try:
            with ended_with_client(context.scope):
                reply = await self._calls.call(function, call)
        except UpstreamError as failure:
            raise error_for(failure, repeatable=call.repeatable) from None
        self._metrics.observe_reply(route.operation, reply)
        return client_response(
            reply,
            to_head=call.to_head,
            stall_seconds=self._settings.answer_seconds,
            accept_encoding=context.headers.get(b"accept-encoding", b""),
        )

    async def read(self, operation: str, query: bytes) -> bytes:
        """The body of the reply of an operation that the gateway itself reads; raises a ShopError."""
        function = self._directory.function(operation)
        call = own_call_of(function, query, current_trace(), self._settings.revocation_keys)
        try:
            reply = await self._own_calls.call(function, call)
            self._metrics.observe_reply(operation, reply)
            return await whole_body(reply, OWN_ANSWER_SECONDS)
        except UpstreamError as failure:
            raise error_for(failure, repeatable=True) from None

    def close(self) -> None:
        self._prewarmer.close()
        self._directory.close()

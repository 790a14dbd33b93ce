"""Forwards orders, which are limited by what they name, and counts those that were placed."""

from functions.runtime.errors import Unavailable
from gateway.access.orders import OrderLimits
from gateway.http.request_context import RequestContext
from gateway.http.responses import GatewayResponse
from gateway.routing.routes import Route
from gateway.upstream.forwarding import Forwarder

# The response that was stored for the request's Idempotency-Key.
REPLAYED = (b"idempotent-replayed", b"true")


class CountedOrders:
    def __init__(self, forwarder: Forwarder, limits: OrderLimits) -> None:
        self._forwarder, self._limits = forwarder, limits

    async def forward(self, route: Route, context: RequestContext, query: bytes, body: bytes) -> GatewayResponse:
        """The function's response; raises a ShopError if there is none, or TooManyOrders."""
        if not route.orders:
            return await self._forwarder.forward(route, context, query, body)
        account_id = context.identity.account_id if context.identity is not None else ""
        taken = await self._limits.admit(context.address, account_id, body)
        try:
            response = await self._forwarder.forward(route, context, query, body)
        except Unavailable:
            await self._limits.give_back(taken)
            raise
        if response.status_code >= 300 or REPLAYED in response.raw_headers:
            await self._limits.give_back(taken)
        return response

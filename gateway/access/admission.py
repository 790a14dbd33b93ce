"""Admits a request: checks the caller's token, counts the request, and compares the caller's role with the route's.

A request that is refused here starts no function.
"""

import time

from functions.runtime.errors import Forbidden, Unauthenticated
from gateway.access.addresses import client
from gateway.access.identity import Identities
from gateway.access.limits import Limits
from gateway.access.tokens import TokenRefused
from gateway.errors import TooManyRequests
from gateway.http.request_context import RequestContext
from gateway.routing.routes import Route
from gateway.settings import GatewaySettings
from gateway.telemetry.metrics import GatewayMetrics


class Admission:
    def __init__(self, settings: GatewaySettings, identities: Identities, metrics: GatewayMetrics) -> None:
        self._trusted_proxies = settings.trusted_proxies
        self._identities = identities
        self._limits = Limits(settings.limits)
        self._metrics = metrics

    async def admit(self, context: RequestContext, route: Route) -> None:
        """Raises TokenRefused, TooManyRequests, Unauthenticated, Forbidden or Unavailable if the caller is refused."""
        if (authorization := context.headers.get(b"authorization")) is not None:
            try:
                context.identity = await self._identities.of(authorization, time.time())
            except TokenRefused:
                # Failed attempts count too, so tokens cannot be guessed quickly.
                self._count(context, route)
                raise
        self._count(context, route)
        role = context.identity.role if context.identity is not None else "guest"
        if role not in route.caller.ROLES:
            raise (Unauthenticated("Sign in first.") if role == "guest" else Forbidden(f"Not allowed for {role}s."))

    def _count(self, context: RequestContext, route: Route) -> None:
        """Counts the request for the caller's account, or for the address of a guest."""
        if context.identity is not None:
            context.client = context.identity.account_id
        else:
            context.client = client(context.scope, context.headers, self._trusted_proxies)
        context.rate_limit = rate_limit = self._limits.count(route.limit, context.client, time.monotonic())
        if rate_limit is not None and not rate_limit.allowed:
            self._metrics.count_limited(route.limit)
            raise TooManyRequests(rate_limit.reset_seconds)

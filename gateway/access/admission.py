"""Who may pass: checks the caller's token, counts the request, and compares the caller with the route's access.

A call that is refused here wakes no function.
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
        """Raises TokenRefused, TooManyRequests, Unauthenticated, Forbidden or Unavailable for who may not pass."""
        if (authorization := context.headers.get(b"authorization")) is not None:
            try:
                context.identity = await self._identities.of(authorization, time.time())
            except TokenRefused:
                # Guessing is counted too.
                self._count(context, route)
                raise
        self._count(context, route)
        role = context.identity.role if context.identity is not None else "guest"
        if role not in route.caller.ROLES:
            raise Unauthenticated("Sign in to do this.") if role == "guest" else Forbidden(f"This is not for {role}s.")

    def _count(self, context: RequestContext, route: Route) -> None:
        """Counts for the account, or for the address while there is none."""
        if context.identity is not None:
            counted = context.identity.account_id
        else:
            counted = client(context.scope, context.headers, self._trusted_proxies)
        context.standing = standing = self._limits.take(route.limit, counted, time.monotonic())
        if standing is not None and not standing.allowed:
            self._metrics.limited(route.limit)
            raise TooManyRequests(standing.reset_seconds)

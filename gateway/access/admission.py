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
from gateway.http.request_context import Visit
from gateway.routing.routes import Route
from gateway.settings import GatewaySettings
from gateway.telemetry.metrics import Metrics


class Admission:
    def __init__(self, settings: GatewaySettings, identities: Identities, metrics: Metrics) -> None:
        self._trusted_proxies = settings.trusted_proxies
        self._identities = identities
        self._limits = Limits(settings.limits)
        self._metrics = metrics

    async def admit(self, visit: Visit, route: Route) -> None:
        """Raises TokenRefused, TooManyRequests, Unauthenticated, Forbidden or Unavailable for who may not pass."""
        if (authorization := visit.headers.get(b"authorization")) is not None:
            try:
                visit.identity = await self._identities.of(authorization, time.time())
            except TokenRefused:
                # Guessing is counted too.
                self._count(visit, route)
                raise
        self._count(visit, route)
        role = visit.identity.role if visit.identity is not None else "guest"
        if role not in route.caller.ROLES:
            raise Unauthenticated("Sign in to do this.") if role == "guest" else Forbidden(f"This is not for {role}s.")

    def _count(self, visit: Visit, route: Route) -> None:
        """Counts for the account, or for the address while there is none."""
        if visit.identity is not None:
            counted = visit.identity.account_id
        else:
            counted = client(visit.scope, visit.headers, self._trusted_proxies)
        visit.standing = standing = self._limits.take(route.limit, counted, time.monotonic())
        if standing is not None and not standing.allowed:
            self._metrics.limited(route.limit)
            raise TooManyRequests(standing.reset_seconds)

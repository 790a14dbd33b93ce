"""Admits a request: counts it, checks the caller's token, and compares their role and permissions with the route's.

It is counted before anything that may wait: first reading keys, and last reading which sessions have ended. A request
that is refused here starts no function.
"""

import time

from functions.runtime.callers import check_permission
from functions.runtime.errors import Forbidden, Unauthenticated
from gateway.access.addresses import client
from gateway.access.identity import Identities, Identity
from gateway.access.orders import OrderLimits
from gateway.access.revocations import Revocations
from gateway.access.slots import Slots
from gateway.access.targets import Targets
from gateway.errors import TooManyRequests
from gateway.http.request_context import RequestContext
from gateway.peers.shared_limits import SharedLimits
from gateway.routing.routes import Route
from gateway.settings import GatewaySettings
from gateway.telemetry.metrics import GatewayMetrics


class Admission:
    def __init__(
        self,
        settings: GatewaySettings,
        identities: Identities,
        revocations: Revocations,
        metrics: GatewayMetrics,
        slots: Slots,
    ) -> None:
        self._trusted_proxies = settings.trusted_proxies
        self.limits = SharedLimits(settings)
        # The target of a request, and what an order names, are only known from its body, which is read later.
        self.targets = Targets(self.limits, slots.wait, metrics.count_limited)
        self.orders = OrderLimits(self.limits, slots.wait, metrics.count_limited)
        self._identities = identities
        self._revocations = revocations
        self._metrics = metrics
        self._slots = slots

    async def admit(self, context: RequestContext, route: Route) -> None:
        """Raises TokenRefused, TooManyRequests, Unauthenticated, Forbidden or Unavailable if the caller is refused."""
        context.client = context.address = client(context.scope, context.headers, self._trusted_proxies)
        authorization = context.headers.get(b"authorization")
        identity = self._identities.known(authorization, time.time()) if authorization is not None else None
        # What anyone may do is counted by address too, whatever token is sent along; so are tokens not verified yet.
        if identity is None or route.access == "anyone":
            await self._count(context, route, context.address)
        if authorization is not None:
            identity = identity or await self._verified(authorization)
            context.identity, context.client = identity, identity.account_id
            await self._count(context, route, identity.account_id)
        role = identity.role if identity is not None else "guest"
        if not route.admits(role):
            raise (Unauthenticated("Sign in first.") if role == "guest" else Forbidden(f"Not allowed for {role}s."))
        if identity is not None:
            if route.permission:
                check_permission(route.permission, identity.permissions, identity.factor_at)
            await self._revocations.check(identity, acts_for_shop=acts_for_shop(route))

    async def _verified(self, authorization: bytes) -> Identity:
        with self._slots.lent():
            return await self._identities.of(authorization, time.time())

    async def _count(self, context: RequestContext, route: Route, counted: str) -> None:
        context.rate_limit = rate_limit = await self.limits.count(route.limit, counted)
        if rate_limit is not None and not rate_limit.allowed:
            self._metrics.count_limited(route.limit)
            raise TooManyRequests(rate_limit.reset_seconds)


def acts_for_shop(route: Route) -> bool:
    """Whether staff see or change more than their own data by the route; only routes that all may read are exempt."""
    return route.method != "GET" or route.access != "anyone"

"""Who may pass: checks the caller's token, counts the request, and compares the caller with the route's access.

A call that is refused here wakes no function.
"""

import time
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from functions.runtime.errors import Forbidden, Unauthenticated
from gateway.addresses import client, is_https
from gateway.errors import TooManyRequests
from gateway.identity import Identities, Identity
from gateway.limits import Limits, Standing
from gateway.metrics import Metrics
from gateway.routes import Route
from gateway.settings import GatewaySettings
from gateway.tokens import TokenRefused


@dataclass(slots=True)
class Visitor:
    """A client as far as it is known by now."""

    address: str
    is_https: bool
    identity: Identity | None = None
    standing: Standing | None = None


class Admission:
    def __init__(self, settings: GatewaySettings, identities: Identities, metrics: Metrics) -> None:
        self._trusted_proxies = settings.trusted_proxies
        self._identities = identities
        self._limits = Limits(settings.limits)
        self._metrics = metrics

    def visitor(self, scope: Mapping[str, Any], headers: Mapping[bytes, bytes]) -> Visitor:
        trusted = self._trusted_proxies
        return Visitor(client(scope, headers, trusted), is_https(scope, headers, trusted))

    async def admit(self, visitor: Visitor, route: Route, headers: Mapping[bytes, bytes]) -> None:
        """Raises TokenRefused, TooManyRequests, Unauthenticated, Forbidden or Unavailable for who may not pass."""
        if (authorization := headers.get(b"authorization")) is not None:
            try:
                visitor.identity = await self._identities.of(_token(authorization), time.time())
            except TokenRefused:
                # Guessing is counted too.
                self._count(visitor, route)
                raise
        self._count(visitor, route)
        role = visitor.identity.role if visitor.identity is not None else "guest"
        if role not in route.caller.ROLES:
            raise Unauthenticated("Sign in to do this.") if role == "guest" else Forbidden(f"This is not for {role}s.")

    def _count(self, visitor: Visitor, route: Route) -> None:
        counted = visitor.identity.account_id if visitor.identity is not None else visitor.address
        visitor.standing = self._limits.take(route.limit, counted, time.monotonic())
        if visitor.standing is not None and not visitor.standing.allowed:
            self._metrics.limited(route.limit)
            raise TooManyRequests(visitor.standing.reset_seconds)


def _token(authorization: bytes) -> str:
    scheme, _, token = authorization.decode("latin-1").partition(" ")
    if scheme.lower() != "bearer" or not token:
        raise TokenRefused("Send the access token as `Authorization: Bearer <token>`.")
    return token.strip()

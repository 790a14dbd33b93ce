"""Limits attempts on one mailbox, order or session by all clients together, whatever address or token they use.

Attempts beyond the quota wait for their turn, so that guessing becomes slow and the owner is not locked out. A client
that has logged in to the mailbox's account before has a quota of its own, which strangers cannot use up.
"""

import json
from collections import OrderedDict
from collections.abc import Awaitable, Callable

from gateway.errors import TooManyRequests
from gateway.http.named_values import comparable, digest, text_in
from gateway.peers.shared_limits import SharedLimits
from gateway.routing.routes import Route

WAIT_SECONDS_MAX = 10.0
OWNERS_MAX = 10_000
# The part of a refresh token that names its session.
SESSION_CHARACTERS = 21
SESSION_TARGET = "refresh_token"


class Targets:
    """The targets' quotas; `wait` waits for some seconds, and `on_limited` gets the policy that refuses a request."""

    def __init__(
        self, limits: SharedLimits, wait: Callable[[float], Awaitable[None]], on_limited: Callable[[str], None]
    ) -> None:
        self._limits, self._wait, self._on_limited = limits, wait, on_limited
        self._owners: OrderedDict[tuple[str, str], None] = OrderedDict()

    async def admit(self, route: Route, address: str, body: bytes) -> None:
        """Waits for the request's turn; raises TooManyRequests if that would take too long."""
        if (target := target_of(route, body)) is None:
            return
        policy, wait_seconds_max = ("session", 0.0) if route.target == SESSION_TARGET else ("target", WAIT_SECONDS_MAX)
        turn = f"{target} {address}" if (target, address) in self._owners else target
        seconds = await self._limits.turn_seconds(policy, turn, wait_seconds_max=wait_seconds_max)
        if seconds is None:
            self._on_limited(policy)
            raise TooManyRequests(int(WAIT_SECONDS_MAX))
        if seconds:
            await self._wait(seconds)

    def succeeded(self, route: Route, address: str, body: bytes) -> None:
        """Remembers that the client has logged in to this account; only the right password proves an owner."""
        if route.session != "opens" or (target := target_of(route, body)) is None:
            return
        self._owners[target, address] = None
        self._owners.move_to_end((target, address))
        if len(self._owners) > OWNERS_MAX:
            self._owners.popitem(last=False)


def target_of(route: Route, body: bytes) -> str | None:
    """A digest of the request's target; None if its body names none, in which case nothing can be guessed."""
    if not route.target:
        return None
    try:
        named = json.loads(body)
    except (ValueError, RecursionError):
        return None
    if not isinstance(named, dict) or (value := text_in(named, route.target)) is None:
        return None
    return digest(
        f"{route.target}:{value[:SESSION_CHARACTERS] if route.target == SESSION_TARGET else comparable(value)}"
    )

"""Counts each client at one of the gateways, so that limits hold however many gateways there are.

The gateway is found by the client's widest network (gateway/peers/owners.py), and asked by a datagram. Where none
answers, the gateway that has the request counts it itself: a request is never refused because of a failure.
"""

import functools
import time
from collections.abc import Callable, Sequence
from typing import Any

from functions.runtime.telemetry.context import log
from gateway.access.addresses import shares_of
from gateway.access.limits import Limits, RateLimitStatus
from gateway.peers.membership import Membership, own_address
from gateway.peers.owners import Address, ranked
from gateway.peers.questions import NotAnswered, NotAsked, Questions
from gateway.peers.whole_requests import ONE, Thing, count_all, give_back_all
from gateway.settings import GatewaySettings


class SharedLimits:
    """The limits of all gateways together; of this one alone where settings name no others."""

    def __init__(self, settings: GatewaySettings, now: Callable[[], float] = time.monotonic) -> None:
        self._limits, self._now = Limits(settings.limits), now
        self._policies = settings.limits
        self._port = settings.peers[0][1] if settings.peers else 0
        self._membership = Membership(settings.peers, self._probe)
        self._questions = Questions(settings.gateway_key, self._answer)
        self._is_alone = not settings.peers or not settings.limits
        self._own: Address | None = None

    async def open(self) -> None:
        """Begins to count for others; without this, and without others, all is counted here."""
        if self._is_alone:
            return
        try:
            self._port = await self._questions.listen("0.0.0.0", self._port)  # noqa: S104 - other pods ask
        except OSError as failure:
            log("this gateway counts alone: its port is in use", level="warning", cause=type(failure).__name__)
            self._is_alone = True
            return
        await self._membership.begin()

    async def count(self, name: str, client: str, things: Sequence[Thing] = ONE) -> RateLimitStatus | None:
        """Counts all that a request takes of a quota, or nothing of it, by one question."""
        counted = await self._asked("count", name, client, things)
        return None if counted is None else RateLimitStatus(self._policies[name], *counted)

    async def turn_seconds(self, name: str, client: str, *, wait_seconds_max: float) -> float | None:
        """The seconds until the next turn, as Limits.turn_seconds has them."""
        seconds: float | None = await self._asked("turn", name, client, wait_seconds_max)
        return seconds

    async def give_back(self, name: str, client: str, things: Sequence[Thing] = ONE) -> None:
        """Takes back what was counted for a request that had no effect."""
        await self._asked("give-back", name, client, things)

    async def close(self) -> None:
        self._questions.close()
        await self._membership.close()

    async def _asked(self, *question: Any) -> Any:
        """What the client's gateway answers; what this one does if none answers."""
        if self._is_alone or question[1] not in self._policies:
            return self._answer(list(question))
        client = question[2] if question[0] == "turn" else shares_of(question[2])[0][0]
        for gateway in ranked(client, self._present()):
            if gateway == self._own:
                break
            try:
                is_wanted = functools.partial(self._membership.is_present, gateway)
                return await self._questions.ask(gateway, list(question), is_wanted)
            except NotAnswered:
                self._membership.leave_out(gateway)
            except NotAsked:
                break
        return self._answer(list(question))

    async def _probe(self, gateway: Address) -> bool:
        """Whether the gateway answers."""
        try:
            await self._questions.ask(gateway, ["probe"], lambda: True)
        except NotAnswered:
            return False
        return True

    def _present(self) -> list[Address]:
        present = self._membership.present()
        if self._own is None:
            self._own = own_address(self._port, present)
        return present

    def _answer(self, question: list[Any]) -> Any:
        match question:
            case ["count", name, client, things]:
                status = count_all(self._limits, name, client, self._now(), things)
                return None if status is None else [status.allowed, status.remaining, status.reset_seconds]
            case ["turn", name, client, wait]:
                return self._limits.turn_seconds(name, client, self._now(), wait_seconds_max=wait)
            case ["give-back", name, client, things]:
                return give_back_all(self._limits, name, client, self._now(), things)
            case ["probe"]:
                return True
        raise ValueError(question[0])

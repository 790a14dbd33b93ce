"""Calls functions: finds them, keeps connections to each, and tries a second time what is safe to repeat."""

import asyncio
import random
from collections.abc import AsyncGenerator, Callable
from dataclasses import dataclass, field
from typing import NamedTuple
from urllib.parse import urlsplit

from gateway.settings import GatewaySettings
from gateway.upstream.answer import Answer
from gateway.upstream.budget import Breaker, RetryBudget
from gateway.upstream.connection import Connection
from gateway.upstream.errors import Lost, TimedOut, Unreachable
from gateway.upstream.pool import Pool

WATCH_SECONDS = 0.5
# Long enough for an ending pod to leave the load balancer, short enough not to be noticed.
RETRY_SECONDS_MIN, RETRY_SECONDS_MAX = 0.02, 0.1


@dataclass(slots=True)
class Function:
    """Where an operation answers, and how it has been doing."""

    name: str
    host: bytes
    path: bytes
    pool: Pool
    breaker: Breaker = field(default_factory=Breaker)


class Call(NamedTuple):
    """A request as it will be sent; `repeatable` when sending it twice has the effect of sending it once."""

    request: bytes
    to_head: bool
    repeatable: bool


class Reply(NamedTuple):
    """An answer, and where the rest of its body comes from while it is not complete."""

    answer: Answer
    connection: Connection
    first_byte_seconds: float

    def rest(self, stall_seconds: float) -> AsyncGenerator[bytes]:
        return self.connection.rest(self.answer, stall_seconds)

    def discard(self) -> None:
        if not self.answer.complete:
            self.connection.abandon()


class Functions:
    """Every function by its operation's name; `on_retry` is told which was called a second time."""

    def __init__(self, settings: GatewaySettings, on_retry: Callable[[str], None]) -> None:
        self._settings = settings
        self._on_retry = on_retry
        self._budget = RetryBudget()
        self._functions: dict[str, Function] = {}
        # Operations may share an address, as they do on one machine.
        self._pools: dict[tuple[str, int], Pool] = {}

    def function(self, name: str) -> Function:
        if (function := self._functions.get(name)) is None:
            function = self._functions[name] = self._find(name)
        return function

    async def call(self, function: Function, call: Call) -> Reply:
        """The function's answer, whatever its status; raises UpstreamError."""
        deadline = asyncio.get_running_loop().time() + self._settings.answer_seconds
        self._budget.earn()
        try:
            reply = await self._try(function, call, deadline)
        except (Unreachable, Lost):
            if not self._may_repeat(call):
                raise
        else:
            if reply.answer.status not in (502, 503) or not self._may_repeat(call):
                return reply
            reply.discard()
        self._on_retry(function.name)
        await asyncio.sleep(random.uniform(RETRY_SECONDS_MIN, RETRY_SECONDS_MAX))  # noqa: S311 - only spreads load
        return await self._try(function, call, deadline)

    def close(self) -> None:
        for pool in self._pools.values():
            pool.close()

    def _may_repeat(self, call: Call) -> bool:
        return call.repeatable and self._budget.spend()

    async def _try(self, function: Function, call: Call, deadline: float) -> Reply:
        time = asyncio.get_running_loop().time
        started = time()
        if not function.breaker.allows(started):
            raise Unreachable("It has failed several times in a row.")
        try:
            pool, repeatable = function.pool, call.repeatable
            connection = pool.last_used(started, repeatable=repeatable) or await pool.connection(
                repeatable=repeatable, deadline=deadline
            )
            sent = time()
            answer = await connection.exchange(call.request, to_head=call.to_head, deadline=deadline)
        except (Unreachable, Lost, TimedOut):
            function.breaker.failed(time())
            raise
        function.breaker.succeeded()
        return Reply(answer, connection, connection.first_byte_at - sent)

    def _find(self, name: str) -> Function:
        url = urlsplit(self._settings.function_url.format(operation=name))
        if url.scheme != "http" or url.hostname is None:
            raise ValueError("FUNCTION_URL must be an http:// address; the way to the functions is the cluster's own.")
        address = url.hostname, url.port or 80
        if address not in self._pools:
            self._pools[address] = Pool(
                *address,
                connections_max=self._settings.connections_max,
                connect_seconds=self._settings.connect_seconds,
                watch_seconds=min(WATCH_SECONDS, self._settings.answer_seconds / 4),
            )
        return Function(name, url.netloc.encode(), url.path.encode() or b"/", self._pools[address])

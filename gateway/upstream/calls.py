"""Calls functions, and tries again what is safe to repeat."""

import asyncio
import random
from collections.abc import AsyncGenerator, Callable
from typing import NamedTuple

from gateway.upstream.response import Answer
from gateway.upstream.budget import RetryBudget
from gateway.upstream.connection import Connection
from gateway.upstream.directory import Function
from gateway.upstream.errors import Lost, TimedOut, Unreachable

# Long enough for an ending pod to leave the load balancer, short enough not to be noticed.
RETRY_SECONDS_MIN, RETRY_SECONDS_MAX = 0.02, 0.1
# What the ingress says instead of a function, while it is rolled: until every node knows the new revision's address.
CHANGEOVER_SECONDS = (0.4, 0.8, 1.6)


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


class Calls:
    """An answer must have begun `answer_seconds` after the call; `on_retry` is told what was called again."""

    def __init__(self, answer_seconds: float, on_retry: Callable[[str], None]) -> None:
        self._answer_seconds = answer_seconds
        self._on_retry = on_retry
        self._budget = RetryBudget()

    async def call(self, function: Function, call: Call) -> Reply:
        """The function's answer, whatever its status; raises UpstreamError."""
        deadline = asyncio.get_running_loop().time() + self._answer_seconds
        self._budget.earn()
        reply = await self._twice(function, call, deadline)
        for seconds in CHANGEOVER_SECONDS:
            if not reply.answer.is_nobody_there or not self._may_repeat(call):
                break
            reply.discard()
            reply = await self._again(function, call, deadline, seconds)
        return reply

    async def _twice(self, function: Function, call: Call, deadline: float) -> Reply:
        try:
            reply = await _once(function, call, deadline)
        except (Unreachable, Lost):
            if not self._may_repeat(call):
                raise
        else:
            if reply.answer.status not in (502, 503) or not self._may_repeat(call):
                return reply
            reply.discard()
        seconds = random.uniform(RETRY_SECONDS_MIN, RETRY_SECONDS_MAX)  # noqa: S311 - only spreads load
        return await self._again(function, call, deadline, seconds)

    async def _again(self, function: Function, call: Call, deadline: float, seconds: float) -> Reply:
        self._on_retry(function.name)
        await asyncio.sleep(seconds)
        return await _once(function, call, deadline)

    def _may_repeat(self, call: Call) -> bool:
        return call.repeatable and self._budget.spend()


async def _once(function: Function, call: Call, deadline: float) -> Reply:
    time = asyncio.get_running_loop().time
    started = time()
    if not function.breaker.allows(started):
        raise Unreachable("It has failed several times in a row.")
    pool, repeatable = function.pool, call.repeatable
    try:
        connection = pool.last_used(started, repeatable=repeatable)
        if connection is None:
            connection = await pool.connection(repeatable=repeatable, deadline=deadline)
        sent = time()
        answer = await connection.exchange(call.request, to_head=call.to_head, deadline=deadline)
    except (Unreachable, Lost, TimedOut):
        function.breaker.failed(time())
        raise
    function.breaker.succeeded()
    return Reply(answer, connection, connection.first_byte_at - sent)

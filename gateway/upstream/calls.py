"""Calls functions, and retries calls that are safe to repeat."""

import asyncio
import random
from collections.abc import AsyncGenerator, Callable
from typing import NamedTuple

from functions.runtime.telemetry.cold_starts import HEADER
from gateway.upstream.budget import RetryBudget
from gateway.upstream.connection import Connection
from gateway.upstream.directory import Function
from gateway.upstream.errors import Lost, TimedOut, Unreachable
from gateway.upstream.response import UpstreamResponse

# Long enough for a terminating pod to leave the load balancer, short enough to go unnoticed.
RETRY_SECONDS_MIN, RETRY_SECONDS_MAX = 0.02, 0.1
# A refusal that took longer comes from where there is too much to do: repeated, it would be twice as much.
QUICK_SECONDS = 1.0
STARTED_AGO = HEADER.encode()
# No function starts faster, so the headers of a faster response need not be searched.
COLD_SECONDS_MIN = 0.01
# Delays of retries while a new revision rolls out: until every node knows its address, the ingress itself responds.
ROLLOUT_RETRY_SECONDS = (0.4, 0.8, 1.6)


class Call(NamedTuple):
    """A request as sent; `repeatable` if sending it twice has the same effect as sending it once."""

    request: bytes
    to_head: bool
    repeatable: bool


class Reply(NamedTuple):
    """A response and its connection, which delivers the rest of an incomplete body."""

    response: UpstreamResponse
    connection: Connection
    first_byte_seconds: float

    @property
    def was_quick(self) -> bool:
        return self.first_byte_seconds < QUICK_SECONDS

    @property
    def met_cold_start(self) -> bool:
        """Whether the call was sent before the function was ready."""
        if self.first_byte_seconds <= COLD_SECONDS_MIN:
            return False
        ago = next((value for name, value in self.response.headers if name == STARTED_AGO), None)
        return ago is not None and float(ago) < self.first_byte_seconds

    def remaining_body(self, stall_seconds: float) -> AsyncGenerator[bytes]:
        return self.connection.remaining_body(self.response, stall_seconds)

    def discard(self) -> None:
        if not self.response.complete:
            self.connection.abandon()


class Calls:
    """A call times out after `answer_seconds` without a response; `on_retry` gets the name of a retried function."""

    def __init__(self, answer_seconds: float, on_retry: Callable[[str], None]) -> None:
        self._answer_seconds = answer_seconds
        self._on_retry = on_retry
        self._budget = RetryBudget()

    async def call(self, function: Function, call: Call) -> Reply:
        """The function's response, whatever its status; raises UpstreamError."""
        deadline = asyncio.get_running_loop().time() + self._answer_seconds
        self._budget.earn()
        reply = await self._call_with_retry(function, call, deadline)
        for seconds in ROLLOUT_RETRY_SECONDS:
            if not (reply.response.is_from_ingress and reply.was_quick) or not self._may_repeat(call):
                break
            reply.discard()
            reply = await self._retry(function, call, deadline, seconds)
        return reply

    async def _call_with_retry(self, function: Function, call: Call, deadline: float) -> Reply:
        try:
            reply = await _attempt(function, call, deadline)
        except (Unreachable, Lost):
            if not self._may_repeat(call):
                raise
        else:
            if not (reply.response.status in (502, 503) and reply.was_quick) or not self._may_repeat(call):
                return reply
            reply.discard()
        seconds = random.uniform(RETRY_SECONDS_MIN, RETRY_SECONDS_MAX)  # noqa: S311 - only spreads load
        return await self._retry(function, call, deadline, seconds)

    async def _retry(self, function: Function, call: Call, deadline: float, seconds: float) -> Reply:
        self._on_retry(function.name)
        await asyncio.sleep(seconds)
        return await _attempt(function, call, deadline)

    def _may_repeat(self, call: Call) -> bool:
        return call.repeatable and self._budget.spend()


async def _attempt(function: Function, call: Call, deadline: float) -> Reply:
    time = asyncio.get_running_loop().time
    started = time()
    if not function.breaker.allows(started):
        raise Unreachable("The function has failed several times in a row.")
    pool, repeatable = function.pool, call.repeatable
    try:
        connection = pool.last_used(started, repeatable=repeatable)
        if connection is None:
            connection = await pool.connection(repeatable=repeatable, deadline=deadline)
        sent = time()
        response = await connection.exchange(call.request, to_head=call.to_head, deadline=deadline)
    except (Unreachable, Lost, TimedOut):
        function.breaker.failed(time())
        raise
    function.breaker.succeeded()
    return Reply(response, connection, connection.first_byte_at - sent)

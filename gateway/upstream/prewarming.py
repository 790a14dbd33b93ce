"""Wakes the functions that a caller is likely to need next, in the background, so that they start meanwhile.

No request waits for it, and a lost call costs only the time that it would have saved."""

import asyncio
from collections.abc import Sequence
from contextlib import suppress

from gateway.routing.next_steps import NextSteps
from gateway.upstream.directory import Directory, Function
from gateway.upstream.errors import UpstreamError

# Enough for a few orders' chains at once; beyond it a flood of requests wakes functions by calling them.
UNDER_WAY_MAX = 64


class Prewarmer:
    """Calls functions with OPTIONS, which their servers answer themselves (functions/runtime/process/server.py)."""

    def __init__(self, directory: Directory, next_steps: NextSteps, answer_seconds: float) -> None:
        self._directory = directory
        self._next_steps = next_steps
        self._answer_seconds = answer_seconds
        self._under_way: set[asyncio.Task[None]] = set()

    def called(self, operation: str) -> None:
        """Wakes the likely next functions after the operation, and returns at once."""
        self._start(self._next_steps.after(operation, asyncio.get_running_loop().time()))

    def announced(self, operations: Sequence[str]) -> None:
        """Wakes functions of which a client announces that it will call one, and returns at once."""
        self._start(self._next_steps.announced(operations, asyncio.get_running_loop().time()))

    def _start(self, names: Sequence[str]) -> None:
        for name in names:
            if len(self._under_way) < UNDER_WAY_MAX:
                task = asyncio.create_task(self._wake(self._directory.function(name)))
                self._under_way.add(task)
                task.add_done_callback(self._under_way.discard)

    def close(self) -> None:
        for task in self._under_way:
            task.cancel()

    async def _wake(self, function: Function) -> None:
        request = b"OPTIONS %b HTTP/1.1\r\nhost: %b\r\n\r\n" % (function.path, function.host)
        deadline = asyncio.get_running_loop().time() + self._answer_seconds
        with suppress(UpstreamError):
            connection = await function.pool.connection(repeatable=True, deadline=deadline)
            response = await connection.exchange(request, to_head=False, deadline=deadline)
            if not response.complete:
                connection.abandon()

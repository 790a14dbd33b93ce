"""Manages a pool of keep-alive connections to one host and port."""

import asyncio
from collections import deque
from typing import ClassVar

from gateway.upstream.connection import Connection
from gateway.upstream.errors import Saturated, Unreachable


class Pool:
    """A pool of at most `connections_max` connections; further requests queue.

    Every `watch_seconds` it closes connections that have been idle, or waiting for a response, for too long.
    """

    # A server may close an idle connection just as a request is sent on it. A request that must not be sent twice
    # therefore gets a recently used connection or a new one.
    idle_seconds: ClassVar[float] = 20.0
    idle_seconds_unrepeatable: ClassVar[float] = 1.0

    def __init__(
        self, host: str, port: int, *, connections_max: int, connect_seconds: float, watch_seconds: float
    ) -> None:
        self._address = host, port
        self._connections_max = connections_max
        self._connect_seconds = connect_seconds
        self._watch_seconds = watch_seconds
        self._connections: set[Connection] = set()
        self._connecting = 0
        # Ordered by the time they became idle; the most recently used is taken first.
        self._idle: list[Connection] = []
        self._watch: asyncio.TimerHandle | None = None
        self._waiters: deque[asyncio.Future[None]] = deque()

    def last_used(self, now: float, *, repeatable: bool) -> Connection | None:
        """The most recently used idle connection, if it was used recently enough for the request."""
        idle_seconds = self.idle_seconds if repeatable else self.idle_seconds_unrepeatable
        if self._idle and self._idle[-1].idle_for(now) <= idle_seconds:
            return self._idle.pop()
        return None

    async def connection(self, *, repeatable: bool, deadline: float) -> Connection:
        """A new connection, or the first that becomes free; raises Unreachable, or Saturated at the deadline."""
        time = asyncio.get_running_loop().time
        while len(self._connections) + self._connecting >= self._connections_max and not self._drop_idle():
            await self._wait_turn(deadline)
            if (freed := self.last_used(time(), repeatable=repeatable)) is not None:
                return freed
        return await self._connect()

    def close(self) -> None:
        if self._watch is not None:
            self._watch.cancel()
        for connection in list(self._connections):
            connection.close()

    def _drop_idle(self) -> bool:
        if self._idle:
            self._drop(self._idle[0])
            return True
        return False

    async def _connect(self) -> Connection:
        loop = asyncio.get_running_loop()
        self._connecting += 1
        try:
            async with asyncio.timeout(self._connect_seconds):
                _, connection = await loop.create_connection(lambda: Connection(self._on_free), *self._address)
        except BaseException as failure:
            self._wake_next()
            if isinstance(failure, OSError):  # a TimeoutError, too
                raise Unreachable(type(failure).__name__) from None
            raise
        finally:
            self._connecting -= 1
        self._connections.add(connection)
        self._watch = self._watch or loop.call_later(self._watch_seconds, self._check_connections)
        return connection

    async def _wait_turn(self, deadline: float) -> None:
        turn: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._waiters.append(turn)
        try:
            async with asyncio.timeout_at(deadline):
                await turn
        except (TimeoutError, asyncio.CancelledError) as ended:
            if not turn.cancelled():  # woken at the same moment: the next one gets the connection
                self._wake_next()
            raise (Saturated() if isinstance(ended, TimeoutError) else ended) from None

    def _wake_next(self) -> None:
        while self._waiters:
            turn = self._waiters.popleft()
            if not turn.done():  # done: it gave up waiting
                turn.set_result(None)
                return

    def _on_free(self, connection: Connection, reusable: bool) -> None:
        if reusable:
            self._idle.append(connection)
        else:
            self._drop(connection)
        self._wake_next()

    def _drop(self, connection: Connection) -> None:
        self._connections.discard(connection)
        if connection in self._idle:
            self._idle.remove(connection)
        connection.close()

    def _check_connections(self) -> None:
        loop = asyncio.get_running_loop()
        now = loop.time()
        while self._idle and self._idle[0].idle_for(now) > self.idle_seconds:
            self._drop(self._idle[0])
        for connection in list(self._connections):
            connection.check_time(now)
        self._watch = loop.call_later(self._watch_seconds, self._check_connections) if self._connections else None

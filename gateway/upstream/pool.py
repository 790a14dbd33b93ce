"""The connections to one function: kept alive, bounded, and not trusted for long."""

import asyncio
from collections import deque

from gateway.upstream.connection import Connection
from gateway.upstream.errors import Saturated, Unreachable

# A server may close an idle connection at the very moment a request leaves on it. A request that must not be sent
# twice therefore gets a connection that was used a moment ago, or a new one.
IDLE_SECONDS = 20.0
IDLE_SECONDS_UNREPEATABLE = 1.0


class Pool:
    """At most `connections_max` connections to one host and port; more requests wait their turn."""

    def __init__(self, host: str, port: int, *, connections_max: int, connect_seconds: float) -> None:
        self._address = host, port
        self._connections_max = connections_max
        self._connect_seconds = connect_seconds
        self._connections: set[Connection] = set()
        self._connecting = 0
        # By the time they became idle; the last used is the first taken.
        self._idle: list[Connection] = []
        self._sweep: asyncio.TimerHandle | None = None
        self._turns: deque[asyncio.Future[None]] = deque()

    async def take(self, *, repeatable: bool, seconds: float) -> Connection:
        """A connection for one exchange; raises Unreachable, or Saturated when none became free in time."""
        idle_seconds = IDLE_SECONDS if repeatable else IDLE_SECONDS_UNREPEATABLE
        if (idle := self._last_used(idle_seconds)) is not None:
            return idle
        while len(self._connections) + self._connecting >= self._connections_max and not self._make_room():
            await self._turn(seconds)
            if (idle := self._last_used(idle_seconds)) is not None:
                return idle
        return await self._connect()

    def close(self) -> None:
        if self._sweep is not None:
            self._sweep.cancel()
        for connection in list(self._connections):
            connection.close()

    def _last_used(self, idle_seconds: float) -> Connection | None:
        if self._idle and self._idle[-1].idle_for() <= idle_seconds:
            return self._idle.pop()
        return None

    def _make_room(self) -> bool:
        if self._idle:
            self._drop(self._idle[0])
            return True
        return False

    async def _connect(self) -> Connection:
        self._connecting += 1
        try:
            async with asyncio.timeout(self._connect_seconds):
                loop = asyncio.get_running_loop()
                _, connection = await loop.create_connection(lambda: Connection(self._on_free), *self._address)
        except (OSError, TimeoutError) as failure:
            self._give_turn()
            raise Unreachable(type(failure).__name__) from None
        finally:
            self._connecting -= 1
        self._connections.add(connection)
        return connection

    async def _turn(self, seconds: float) -> None:
        turn: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._turns.append(turn)
        try:
            async with asyncio.timeout(seconds):
                await turn
        except TimeoutError:
            if not turn.cancelled():  # it was given and ran out of time at once: it is the next one's
                self._give_turn()
            raise Saturated from None

    def _give_turn(self) -> None:
        while self._turns:
            turn = self._turns.popleft()
            if not turn.done():  # done: it was given up
                turn.set_result(None)
                return

    def _on_free(self, connection: Connection, reusable: bool) -> None:
        if reusable:
            self._idle.append(connection)
            self._sweep = self._sweep or asyncio.get_running_loop().call_later(IDLE_SECONDS, self._drop_old)
        else:
            self._drop(connection)
        self._give_turn()

    def _drop(self, connection: Connection) -> None:
        self._connections.discard(connection)
        if connection in self._idle:
            self._idle.remove(connection)
        connection.close()

    def _drop_old(self) -> None:
        self._sweep = None
        while self._idle and self._idle[0].idle_for() >= IDLE_SECONDS:
            self._drop(self._idle[0])
        if self._idle:
            self._sweep = asyncio.get_running_loop().call_later(IDLE_SECONDS, self._drop_old)

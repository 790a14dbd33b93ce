"""Generates load: each connection sends the next request as soon as it has a response."""

import asyncio
import time
from collections.abc import Callable
from typing import Any

import httptools


class Load:
    """Sends `request`, or the results of calling it, to a local port; `seconds` has the duration of every response."""

    def __init__(self, port: int, request: bytes | Callable[[], bytes], connections: int) -> None:
        self._port, self._connections = port, connections
        self.request = request if callable(request) else lambda: request
        self.left = 0
        self.seconds: list[float] = []
        self.refused = 0

    async def run(self, requests: int) -> None:
        self.left = requests
        loop = asyncio.get_running_loop()
        clients = [_Client(self) for _ in range(self._connections)]
        for client in clients:
            await loop.create_connection(lambda client=client: client, "127.0.0.1", self._port)  # type: ignore[misc]
        await asyncio.gather(*(client.done for client in clients))


class _Client(asyncio.Protocol):
    def __init__(self, load: Load) -> None:
        self._load = load
        self._transport: Any
        self.done: asyncio.Future[None] = asyncio.get_running_loop().create_future()

    def connection_made(self, transport: Any) -> None:
        self._transport = transport
        self._send()

    def data_received(self, data: bytes) -> None:
        self._parser.feed_data(data)

    def connection_lost(self, exc: Exception | None) -> None:
        if not self.done.done():
            self.done.set_exception(exc or ConnectionError("The server closed a connection."))

    def on_message_complete(self) -> None:
        self._load.seconds.append(time.perf_counter() - self._sent_at)
        self._load.refused += self._parser.get_status_code() >= 300
        self._send()

    def _send(self) -> None:
        if self._load.left <= 0:
            self.done.set_result(None)
            self._transport.close()
            return
        self._load.left -= 1
        self._parser = httptools.HttpResponseParser(self)
        self._sent_at = time.perf_counter()
        self._transport.write(self._load.request())

"""Stands in for functions: a TCP server that answers each call byte by byte, as a test says."""

import asyncio
import json
import socket
import threading
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qs, urlsplit


@dataclass(frozen=True)
class Received:
    """A call as it arrived; header names in lower case. `connection` counts the connections."""

    operation: str
    method: str
    target: str
    headers: dict[str, str]
    body: bytes
    connection: int

    @property
    def query(self) -> dict[str, list[str]]:
        return parse_qs(urlsplit(self.target).query, keep_blank_values=True)


Writer = asyncio.StreamWriter
Behaviour = Callable[[Received, Writer], Awaitable[None]]


def answering(
    status: int = 200,
    content: Any = None,
    headers: dict[str, str] | None = None,
    media_type: str = "application/json",
) -> Behaviour:
    """Answers at once, with a length."""
    body = content if isinstance(content, bytes) else json.dumps(content).encode() if content is not None else b""
    head = {"content-length": str(len(body)), **({"content-type": media_type} if body else {}), **(headers or {})}
    lines = "".join(f"{name}: {value}\r\n" for name, value in head.items())

    async def answer(received: Received, writer: Writer) -> None:
        writer.write(f"HTTP/1.1 {status} Said\r\n{lines}\r\n".encode() + (b"" if received.method == "HEAD" else body))

    return answer


def saying(*pieces: bytes, pause_seconds: float = 0.0, then_close: bool = False) -> Behaviour:
    """Sends the bytes as they are, with a pause before each but the first."""

    async def answer(_: Received, writer: Writer) -> None:
        for number, piece in enumerate(pieces):
            if number:
                await asyncio.sleep(pause_seconds)
            writer.write(piece)
            await writer.drain()
        if then_close:
            writer.close()

    return answer


def slowly(behaviour: Behaviour, seconds: float) -> Behaviour:
    """Waits before it answers."""

    async def answer(received: Received, writer: Writer) -> None:
        await asyncio.sleep(seconds)
        await behaviour(received, writer)

    return answer


# The ingress, where it finds no function behind it.
no_server = answering(503, b"no available server", media_type="text/plain")


async def dying(_: Received, writer: Writer) -> None:
    """Ends the connection instead of answering."""
    writer.transport.abort()


async def sleeping(_: Received, __: Writer) -> None:
    """Never answers."""


async def echoing(received: Received, writer: Writer) -> None:
    """Answers what arrived."""
    said = {"operation": received.operation, "target": received.target, "body": received.body.decode("latin-1")}
    await answering(200, said)(received, writer)


@dataclass
class Functions:
    """Every function at one address, as `http://127.0.0.1:<port>/<operation>`."""

    received: list[Received] = field(default_factory=list)
    behaviours: dict[str, list[Behaviour]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._socket = socket.create_server(("127.0.0.1", 0))
        self.port: int = self._socket.getsockname()[1]
        self.connections = 0
        self._open: set[Writer] = set()
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._serve, daemon=True)
        self._thread.start()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}/{{operation}}"

    @property
    def open_connections(self) -> int:
        return len(self._open)

    def on(self, operation: str, *behaviours: Behaviour) -> None:
        """How the operation answers: the first call by the first, and so on; the last stays."""
        self.behaviours[operation] = list(behaviours)

    def calls(self, operation: str) -> list[Received]:
        return [call for call in self.received if call.operation == operation]

    def close_connections(self) -> None:
        """What a server does that is replaced, or has waited long enough."""
        asyncio.run_coroutine_threadsafe(self._close_connections(), self._loop).result(5)

    def stop(self) -> None:
        self._loop.call_soon_threadsafe(self._stopping.set)
        self._thread.join(5)
        self._loop.close()

    def _serve(self) -> None:
        self._loop.run_until_complete(self._main())

    async def _main(self) -> None:
        self._stopping = asyncio.Event()
        server = await asyncio.start_server(self._connected, sock=self._socket)
        await self._stopping.wait()
        server.close()
        await self._close_connections()
        for task in asyncio.all_tasks() - {asyncio.current_task()}:
            task.cancel()
        await asyncio.sleep(0)

    async def _close_connections(self) -> None:
        for writer in list(self._open):
            writer.transport.abort()
        await asyncio.sleep(0.02)

    async def _connected(self, reader: asyncio.StreamReader, writer: Writer) -> None:
        self.connections += 1
        number = self.connections
        self._open.add(writer)
        try:
            while (received := await _read(reader, number)) is not None:
                self.received.append(received)
                await self._behaviour(received.operation)(received, writer)
                await writer.drain()
        except (OSError, asyncio.IncompleteReadError):
            pass
        finally:
            self._open.discard(writer)
            writer.close()

    def _behaviour(self, operation: str) -> Behaviour:
        behaviours = self.behaviours.get(operation, [echoing])
        return behaviours.pop(0) if len(behaviours) > 1 else behaviours[0]


async def _read(reader: asyncio.StreamReader, connection: int) -> Received | None:
    try:
        head = await reader.readuntil(b"\r\n\r\n")
    except asyncio.IncompleteReadError:
        return None
    first, *lines = head.decode("latin-1").split("\r\n")[:-2]
    method, target, _ = first.split(" ")
    headers = {name.lower(): value.strip() for name, _, value in (line.partition(":") for line in lines)}
    body = await reader.readexactly(int(headers.get("content-length", "0")))
    return Received(urlsplit(target).path.split("/")[1], method, target, headers, body, connection)

"""The gateway over real HTTP, in front of functions that answer as a test tells them."""

import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

import httpx
import pytest
from joserfc.jwk import OKPKey

from functions.runtime.telemetry.metrics import Metrics
from gateway.http.protocol import BoundedProtocol
from gateway.server import GatewayServer, create_app
from gateway.settings import GatewaySettings
from tests.support.gateway.keys import a_key, publish
from tests.support.operations.shop import KEY
from tests.support.servers.functions import Functions


@dataclass
class Gateway:
    """A gateway that runs, and a client of it."""

    port: int
    client: httpx.Client
    metrics: Callable[[], str]
    pushed: Metrics

    def counted(self, metric: str) -> dict[tuple[str, ...], int]:
        """How often the figure was counted or observed, by its labels."""
        found = {labels: numbers for (name, labels), numbers in self.pushed.added().items() if name == metric}
        return {labels: int(sum(numbers[:-1] or numbers)) for labels, numbers in found.items()}

    def raw(self, *pieces: bytes, pause_seconds: float = 0.0, until_closed: bool = False) -> bytes:
        """What a connection gets that sends these bytes: the first answer, or all until the gateway closes."""
        with socket.create_connection(("127.0.0.1", self.port), timeout=10) as connection:
            for number, piece in enumerate(pieces):
                if number:
                    time.sleep(pause_seconds)
                with suppress(BrokenPipeError):
                    connection.sendall(piece)
            received = b""
            while data := connection.recv(65536):
                received += data
                if not until_closed and b"\r\n\r\n" in received:
                    break
            return received


Start = Callable[..., Gateway]


@pytest.fixture
def functions() -> Iterator[Functions]:
    functions = Functions()
    yield functions
    functions.stop()


@pytest.fixture
def key(functions: Functions) -> OKPKey:
    """The key that tokens are signed with, published."""
    key = a_key()
    publish(functions, key)
    return key


@pytest.fixture
def start(functions: Functions) -> Iterator[Start]:
    """Starts a gateway with other settings than the default ones."""
    running: list[tuple[GatewayServer, threading.Thread, httpx.Client]] = []

    def start(*, request_seconds: float = 15.0, write_seconds: float = 30.0, **settings: Any) -> Gateway:
        given = {"function_url": functions.url, "caller_keys": (KEY,), "limits": {}, **settings}
        app = create_app(GatewaySettings(**given))
        server = GatewayServer(app, "127.0.0.1", 0)
        server.config.http = type(
            "Impatient", (BoundedProtocol,), {"request_seconds": request_seconds, "write_seconds": write_seconds}
        )
        server.config.timeout_graceful_shutdown = 1
        listening = socket.create_server(("127.0.0.1", 0))
        port = listening.getsockname()[1]
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]}, daemon=True)
        thread.start()
        client = httpx.Client(base_url=f"http://127.0.0.1:{port}", timeout=20)
        running.append((server, thread, client))
        wait_until(lambda: server.started)
        return Gateway(port, client, lambda: _exposed(app), app.state.gateway.metrics.metrics)

    yield start
    for server, thread, client in running:
        client.close()
        server.should_exit = True
        thread.join(10)
        assert not thread.is_alive(), "the gateway did not stop"


@pytest.fixture
def gateway(start: Start) -> Gateway:
    return start()


def wait_until(holds: Callable[[], bool], seconds: float = 10.0) -> None:
    until = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < until, "it did not happen in time"
        time.sleep(0.005)


def _exposed(app: Any) -> str:
    from prometheus_client import generate_latest

    return generate_latest(app.state.gateway.metrics.registry).decode()

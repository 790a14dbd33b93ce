"""The gateway over real HTTP, in front of functions that answer as a test sets them up."""

import socket
import threading
from collections.abc import Iterator
from typing import Any

import httpx
import pytest
from joserfc.jwk import OKPKey

from gateway.http.protocol import BoundedProtocol
from gateway.server import GatewayServer, create_app
from gateway.settings import GatewaySettings
from tests.support.gateway.gateway import Gateway, Start, exposed, wait_until
from tests.support.gateway.keys import a_key, publish, revoke
from tests.support.operations.shop import GATEWAY_KEY
from tests.support.servers.functions import Functions


@pytest.fixture
def functions() -> Iterator[Functions]:
    functions = Functions()
    revoke(functions)
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
        given = {"function_url": functions.url, "gateway_key": GATEWAY_KEY, "limits": {}, **settings}
        app = create_app(GatewaySettings(**given))
        server = GatewayServer(app, "127.0.0.1", 0)
        server.config.http = type(
            "ShortTimeouts", (BoundedProtocol,), {"request_seconds": request_seconds, "write_seconds": write_seconds}
        )
        server.config.timeout_graceful_shutdown = 1
        listening = socket.create_server(("127.0.0.1", 0))
        port = listening.getsockname()[1]
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]}, daemon=True)
        thread.start()
        client = httpx.Client(base_url=f"http://127.0.0.1:{port}", timeout=20)
        running.append((server, thread, client))
        wait_until(lambda: server.started)

        def stop() -> None:
            server.should_exit = True

        return Gateway(port, client, lambda: exposed(app), app.state.gateway.metrics.metrics, stop)

    yield start
    for server, thread, client in running:
        client.close()
        server.should_exit = True
        thread.join(10)
        assert not thread.is_alive(), "the gateway did not stop"


@pytest.fixture
def gateway(start: Start) -> Gateway:
    return start()

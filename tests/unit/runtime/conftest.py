"""What tests of connections share."""

import contextlib
import socket
from collections.abc import Iterator

import pytest

from tests.support.servers.functions import Functions


@pytest.fixture
def functions() -> Iterator[Functions]:
    functions = Functions()
    yield functions
    functions.stop()


@pytest.fixture
def full() -> Iterator[socket.socket]:
    """A listener that has as many connections as it takes: what arrives is dropped until one is accepted."""
    with socket.create_server(("127.0.0.1", 0), backlog=0) as server:
        with contextlib.ExitStack() as waiting, contextlib.suppress(TimeoutError):
            while True:
                waiting.enter_context(socket.create_connection(server.getsockname(), timeout=0.2))
        yield server

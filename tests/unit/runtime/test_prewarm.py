"""A function that starts wakes what it is about to need, and waits for none of it."""

import socket
import time
from collections.abc import Iterator

import pytest

from functions.runtime.network.prewarm import prewarm
from functions.runtime.network.tcp import ATTEMPT_SECONDS

HEARD_SECONDS = 20


@pytest.fixture
def listener() -> Iterator[socket.socket]:
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(HEARD_SECONDS)
        yield server


def url_of(listener: socket.socket) -> str:
    return f"http://127.0.0.1:{listener.getsockname()[1]}/{{operation}}"


def first_line(listener: socket.socket) -> str:
    connection, _ = listener.accept()
    with connection:
        connection.settimeout(HEARD_SECONDS)
        line = connection.makefile().readline().strip()
        connection.sendall(b"HTTP/1.1 401 Unauthorized\r\ncontent-length: 0\r\n\r\n")
    return line


def test_each_function_that_is_named_gets_a_call(listener: socket.socket) -> None:
    prewarm({"WAKES": "list-products read-cart", "FUNCTION_URL": url_of(listener)})
    assert {first_line(listener), first_line(listener)} == {
        "OPTIONS /list-products HTTP/1.1",
        "OPTIONS /read-cart HTTP/1.1",
    }


def test_a_function_that_names_none_calls_none(listener: socket.socket) -> None:
    assert prewarm({"FUNCTION_URL": url_of(listener)}) == []


def test_a_function_that_cannot_be_reached_does_not_matter() -> None:
    with socket.create_server(("127.0.0.1", 0)) as closed:
        url = url_of(closed)
    for call in prewarm({"WAKES": "list-products", "FUNCTION_URL": url}):
        call.join(HEARD_SECONDS)
        assert not call.is_alive()


def test_who_is_not_let_in_at_first_tries_again(full: socket.socket) -> None:
    full.settimeout(HEARD_SECONDS)
    prewarm({"WAKES": "list-products", "FUNCTION_URL": url_of(full)})
    # Longer than one attempt.
    time.sleep(3 * ATTEMPT_SECONDS)
    while not (line := first_line(full)):
        pass
    assert line == "OPTIONS /list-products HTTP/1.1"

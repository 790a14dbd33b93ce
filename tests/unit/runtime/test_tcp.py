"""Connections of a pod that no server accepts yet."""

import contextlib
import socket
import threading
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from functions.runtime.network.tcp import (
    ATTEMPT_SECONDS,
    ATTEMPTS_OPEN,
    connect_within,
    connected,
    wait_until_reachable,
)

SECONDS_MAX = 20


def open_files() -> list[Path]:
    return list(Path("/proc/self/fd").iterdir())


def test_connects_as_soon_as_it_is_let_in(full: socket.socket) -> None:
    connections: list[socket.socket] = []
    port = full.getsockname()[1]
    caller = threading.Thread(target=lambda: connections.append(connected("127.0.0.1", port, SECONDS_MAX)))
    caller.start()
    # Longer than all attempts that stay open.
    time.sleep(2 * ATTEMPTS_OPEN * ATTEMPT_SECONDS)
    assert caller.is_alive()
    full.settimeout(0.2)
    while caller.is_alive():
        with contextlib.suppress(TimeoutError):
            full.accept()[0].close()
    with connections[0] as connection:
        assert connection.getpeername()[1] == port


def test_gives_up_in_the_end_and_leaves_nothing_open(full: socket.socket) -> None:
    open_before = len(open_files())
    with pytest.raises(TimeoutError, match="did not respond"):
        connected("127.0.0.1", full.getsockname()[1], 3 * ATTEMPT_SECONDS)
    assert len(open_files()) == open_before


def test_is_refused_at_once() -> None:
    with socket.create_server(("127.0.0.1", 0)) as closed:
        port = closed.getsockname()[1]
    with pytest.raises(ConnectionRefusedError):
        connected("127.0.0.1", port, SECONDS_MAX)


@pytest.mark.parametrize("connect", [connected, lambda *to: connect_within(to[:2], to[2])])
def test_waits_no_longer_for_the_name_of_a_server_than_for_the_server(
    monkeypatch: pytest.MonkeyPatch, connect: Callable[[str, int, float], socket.socket]
) -> None:
    answer = threading.Event()
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: answer.wait())
    with pytest.raises(TimeoutError):
        connect("broker.example", 80, 3 * ATTEMPT_SECONDS)
    answer.set()


def test_reports_a_name_that_does_not_exist() -> None:
    with pytest.raises(socket.gaierror):
        connect_within(("nothing.invalid", 80), SECONDS_MAX)


def test_knows_when_there_is_no_way_at_all() -> None:
    # No TCP connection goes to the broadcast address.
    with pytest.raises(OSError, match=r"Network is unreachable|Permission denied"):
        connected("255.255.255.255", 80, SECONDS_MAX)


def test_a_caller_that_waits_sees_no_failure() -> None:
    with socket.create_server(("127.0.0.1", 0)) as closed:
        port = closed.getsockname()[1]
    wait_until_reachable("127.0.0.1", port)


class TestConnectWithin:
    def test_tries_every_address_of_the_host(self, monkeypatch: pytest.MonkeyPatch) -> None:
        with socket.create_server(("127.0.0.1", 0)) as server, socket.create_server(("127.0.0.1", 0)) as closed:
            addresses = [closed.getsockname(), server.getsockname()]
            closed.close()
            resolved = [(socket.AF_INET, socket.SOCK_STREAM, 0, "", address) for address in addresses]
            monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: resolved)
            with connect_within(("provider.test", 443), SECONDS_MAX) as connection:
                assert connection.getpeername() == server.getsockname()

    def test_gives_all_addresses_together_the_time_of_one(
        self, full: socket.socket, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        tried = []

        class Counted(socket.socket):
            def connect(self, address: object) -> None:
                tried.append(address)
                super().connect(address)  # type: ignore[arg-type]

        resolved = [(socket.AF_INET, socket.SOCK_STREAM, 0, "", full.getsockname())] * 50
        monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: resolved)
        monkeypatch.setattr(socket, "socket", Counted)
        with pytest.raises(TimeoutError):
            connect_within(("provider.test", 443), 0.2)
        assert len(tried) == 1

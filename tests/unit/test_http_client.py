"""Calls over HTTP: bounded as a whole, over connections that are kept, with one kind of failure."""

import socket
import threading
from collections.abc import Iterator

import pytest

from functions.payments.providers.http import proxy_to
from functions.runtime.network.http_client import HttpClient, HttpResponse
from tests.support.servers.functions import Functions, answering, dying, saying

SECONDS = 10.0


@pytest.fixture
def functions() -> Iterator[Functions]:
    functions = Functions()
    yield functions
    functions.stop()


@pytest.fixture
def client(functions: Functions) -> Iterator[HttpClient]:
    client = HttpClient(functions.url.format(operation="greet"), SECONDS)
    yield client
    client.close()


def test_an_answer_has_its_status_and_body(functions: Functions, client: HttpClient) -> None:
    functions.on("greet", answering(404, {"a": 1}))
    assert client.request("POST", "/you?loud=1", b"hello", {"x-who": "test"}) == HttpResponse(404, b'{"a": 1}')
    (call,) = functions.received
    assert (call.method, call.target, call.body, call.headers["x-who"]) == (
        "POST",
        "/greet/you?loud=1",
        b"hello",
        "test",
    )


def test_one_connection_serves_calls_in_turn(functions: Functions, client: HttpClient) -> None:
    functions.on("greet", answering(200, {}))
    assert [client.request("GET").status for _ in range(3)] == [200, 200, 200]
    assert len({call.connection for call in functions.received}) == 1


def test_a_kept_connection_that_was_closed_is_replaced(functions: Functions, client: HttpClient) -> None:
    functions.on("greet", answering(200, {}), dying, answering(201, {}))
    assert [client.request("GET").status for _ in range(2)] == [200, 201]


def test_a_new_connection_that_is_closed_is_a_failure(functions: Functions, client: HttpClient) -> None:
    functions.on("greet", dying, answering(200, {}))
    with pytest.raises(ConnectionError):
        client.request("GET")
    assert len(functions.received) == 1


def test_what_is_no_http_is_a_failure_like_any_other(functions: Functions, client: HttpClient) -> None:
    functions.on("greet", saying(b"SMTP ready\r\n\r\n", then_close=True))
    with pytest.raises(ConnectionError):
        client.request("GET")


def test_an_answer_that_trickles_in_ends_at_the_deadline(functions: Functions) -> None:
    functions.on("greet", saying(b"HTTP/1.1 200 OK\r\ncontent-length: 100\r\n\r\n", *[b"a"] * 100, pause_seconds=0.1))
    with pytest.raises(TimeoutError):
        HttpClient(functions.url.format(operation="greet"), 0.5).request("GET")


def test_a_server_that_is_not_there_is_an_oserror() -> None:
    with socket.create_server(("127.0.0.1", 0)) as gone:
        port = gone.getsockname()[1]
    with pytest.raises(ConnectionRefusedError):
        HttpClient(f"http://127.0.0.1:{port}", SECONDS).request("GET")


def test_threads_share_a_client(functions: Functions, client: HttpClient) -> None:
    functions.on("greet", answering(200, {}))
    statuses: list[int] = []
    threads = [threading.Thread(target=lambda: statuses.append(client.request("GET").status)) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(SECONDS)
    assert statuses == [200] * 8


def test_a_proxy_is_asked_for_the_way_to_a_tls_server(monkeypatch: pytest.MonkeyPatch) -> None:
    with socket.create_server(("127.0.0.1", 0)) as proxy:
        monkeypatch.setenv("https_proxy", f"http://127.0.0.1:{proxy.getsockname()[1]}")
        monkeypatch.setenv("no_proxy", "inside.test")
        assert proxy_to("https://inside.test") == ""
        asked: list[str] = []

        def refuse() -> None:
            connection, _ = proxy.accept()
            with connection:
                asked.append(connection.recv(1000).decode().splitlines()[0])
                connection.sendall(b"HTTP/1.1 403 Forbidden\r\n\r\n")

        thread = threading.Thread(target=refuse, daemon=True)
        thread.start()
        with pytest.raises(OSError, match="403"):
            HttpClient("https://api.test/v1", SECONDS, proxy_to("https://api.test/v1")).request("GET")
        thread.join(SECONDS)
    assert asked[0].startswith("CONNECT api.test:443 ")

"""A client that leaves takes along what it asked for, unless that changes something."""

import socket
from concurrent.futures import ThreadPoolExecutor

import pytest

from tests.support.gateway.gateway import Gateway, Start, wait_until
from tests.support.servers.functions import Functions, answering, saying, sleeping

ORDER = b"POST /api/orders HTTP/1.1\r\nhost: shop\r\ncontent-type: application/json\r\ncontent-length: 2\r\n\r\n{}"
PRODUCTS = b"GET /api/products HTTP/1.1\r\nhost: shop\r\n\r\n"
ENDLESS = b"HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n", b"20000\r\n" + b"x" * 0x20000 + b"\r\n"


def leave_after(gateway: Gateway, request: bytes, functions: Functions, operation: str) -> None:
    with socket.create_connection(("127.0.0.1", gateway.port), timeout=5) as client:
        client.sendall(request)
        wait_until(lambda: len(functions.calls(operation)) == 1)


def test_a_read_ends_and_a_write_goes_on(gateway: Gateway, functions: Functions) -> None:
    functions.on("place-order", sleeping)
    functions.on("list-products", sleeping)
    leave_after(gateway, ORDER, functions, "place-order")
    leave_after(gateway, PRODUCTS, functions, "list-products")
    wait_until(lambda: functions.open_connections == 1)


def test_a_response_that_is_streamed_ends(gateway: Gateway, functions: Functions) -> None:
    functions.on("list-products", saying(*ENDLESS))
    with socket.create_connection(("127.0.0.1", gateway.port), timeout=5) as client:
        client.sendall(PRODUCTS)
        assert client.recv(1024).startswith(b"HTTP/1.1 200")
    wait_until(lambda: functions.open_connections == 0)


def test_others_are_served_by_the_connections_that_are_free_again(gateway: Gateway, functions: Functions) -> None:
    functions.on("list-products", sleeping, answering(200, {}))
    leave_after(gateway, PRODUCTS, functions, "list-products")
    assert gateway.client.get("/api/products").status_code == 200


@pytest.mark.parametrize(
    ("headers", "status"), [({}, 502), ({"idempotency-key": "8e03978e-40d5-43e8-bc93-6894a57f9324"}, 503)]
)
def test_the_end_of_the_gateway_is_not_taken_for_the_end_of_its_client(
    start: Start, functions: Functions, headers: dict[str, str], status: int
) -> None:
    functions.on("place-order", sleeping)
    gateway = start()
    with ThreadPoolExecutor(1) as shopper:
        asked = shopper.submit(gateway.client.post, "/api/orders", json={}, headers=headers)
        wait_until(lambda: len(functions.calls("place-order")) == 1)
        gateway.stop()
        assert asked.result(10).status_code == status

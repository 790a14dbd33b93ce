"""Nothing that a client sends is taken without a bound: size, time, number."""

import re
import socket
import time
from concurrent.futures import ThreadPoolExecutor

import httpx
import pytest
from joserfc.jwk import OKPKey

from gateway.http.head import HEADER_BYTES_MAX, URI_BYTES_MAX
from gateway.routing.routes import BODY_BYTES_MAX
from tests.support.gateway.gateway import Gateway, Start, slug, wait_until
from tests.support.gateway.keys import a_token, bearer
from tests.support.servers.functions import Functions, answering, saying, sleeping

HEAD = b"POST /api/orders HTTP/1.1\r\nhost: shop\r\ncontent-type: application/json\r\n"


class TestBodies:
    def test_up_to_the_bound_pass(self, gateway: Gateway, functions: Functions) -> None:
        assert gateway.client.post("/api/orders", content=b"x" * BODY_BYTES_MAX).status_code == 200
        assert len(functions.received[0].body) == BODY_BYTES_MAX

    def test_above_it_are_refused_unread(self, gateway: Gateway, functions: Functions) -> None:
        refused = gateway.client.post("/api/orders", content=b"x" * (BODY_BYTES_MAX + 1))
        assert (refused.status_code, slug(refused)) == (413, "too-large")
        answer = gateway.raw(HEAD + b"content-length: 99999999999\r\n\r\n")
        assert answer.startswith(b"HTTP/1.1 413 ")
        assert functions.received == []

    def test_without_a_length_are_refused_as_soon_as_they_are_too_large(
        self, gateway: Gateway, functions: Functions
    ) -> None:
        def endless() -> object:
            yield from (b"x" * 4096 for _ in range(2 * BODY_BYTES_MAX // 4096))

        assert gateway.client.post("/api/orders", content=endless()).status_code == 413  # type: ignore[arg-type]
        assert functions.received == []

    def test_of_ten_megabytes_are_refused_at_once(self, gateway: Gateway) -> None:
        started = time.monotonic()
        assert gateway.client.post("/api/orders", content=b"x" * 10_000_000).status_code == 413
        assert time.monotonic() - started < 2

    def test_may_be_larger_where_the_route_says_so(self, gateway: Gateway, functions: Functions, key: OKPKey) -> None:
        staff = bearer(a_token(key, role="staff")) | {"content-type": "text/csv"}
        size = 5 * 1024 * 1024
        assert gateway.client.post("/api/staff/catalog", content=b"x" * size, headers=staff).status_code == 200
        assert len(functions.calls("import-products")[0].body) == size
        assert gateway.client.post("/api/staff/catalog", content=b"x" * (size + 1), headers=staff).status_code == 413

    def test_are_not_asked_for_where_the_caller_may_not(self, gateway: Gateway) -> None:
        head = b"POST /api/staff/catalog HTTP/1.1\r\nhost: shop\r\nexpect: 100-continue\r\n"
        assert gateway.raw(head + b"content-length: 5000000\r\n\r\n").startswith(b"HTTP/1.1 401 ")

    def test_are_asked_for_where_a_client_waits(self, gateway: Gateway, functions: Functions) -> None:
        with socket.create_connection(("127.0.0.1", gateway.port), timeout=5) as client:
            client.sendall(HEAD + b"expect: 100-continue\r\ncontent-length: 2\r\n\r\n")
            assert client.recv(1000) == b"HTTP/1.1 100 Continue\r\n\r\n"
            client.sendall(b"{}")
            assert client.recv(1000).startswith(b"HTTP/1.1 200 ")
        assert functions.received[0].body == b"{}"

    def test_that_do_not_end_wake_no_function(self, gateway: Gateway, functions: Functions) -> None:
        with socket.create_connection(("127.0.0.1", gateway.port), timeout=5) as client:
            client.sendall(HEAD + b"content-length: 100\r\n\r\n{")
        wait_until(lambda: any("4xx" in labels for labels in gateway.counted("cloudshop_gateway_request_seconds")))
        assert functions.received == []
        assert "cloudshop_gateway_in_flight 0.0" in gateway.metrics()


class TestSlowClients:
    def test_that_do_not_end_their_body_get_408_and_are_dropped(self, start: Start, functions: Functions) -> None:
        gateway = start(request_seconds=0.2)
        answer = gateway.raw(HEAD + b"content-length: 100\r\n\r\n{", until_closed=True)
        assert answer.startswith(b"HTTP/1.1 408 ")
        assert b"connection: close" in answer
        wait_until(lambda: "cloudshop_gateway_in_flight 0.0" in gateway.metrics())
        assert functions.received == []

    def test_that_do_not_end_their_headers_get_408_and_are_dropped(self, start: Start) -> None:
        gateway = start(request_seconds=0.2)
        drip = [b"GET /api/products HTTP/1.1\r\n"] + [b"x-drip: 1\r\n"] * 8
        answer = gateway.raw(*drip, pause_seconds=0.05, until_closed=True)
        assert answer.startswith(b"HTTP/1.1 408 ")

    def test_that_say_nothing_are_dropped(self, start: Start) -> None:
        assert start(request_seconds=0.2).raw(until_closed=True) == b""

    def test_that_are_slow_but_in_time_are_served(self, start: Start, functions: Functions) -> None:
        gateway = start(request_seconds=2.0)
        pieces = [HEAD, b"content-length: 2\r\n", b"\r\n", b"{", b"}"]
        assert gateway.raw(*pieces, pause_seconds=0.05).startswith(b"HTTP/1.1 200 ")
        assert functions.received[0].body == b"{}"

    def test_that_do_not_read_are_dropped(self, start: Start, functions: Functions) -> None:
        gateway = start(write_seconds=0.2)
        content = b"x" * 50_000_000
        functions.on("list-products", answering(200, content, media_type="text/csv"))
        with socket.create_connection(("127.0.0.1", gateway.port), timeout=5) as client:
            client.sendall(b"GET /api/products HTTP/1.1\r\nhost: shop\r\n\r\n")
            assert client.recv(10)
            wait_until(lambda: "cloudshop_gateway_in_flight 0.0" in gateway.metrics())
        assert gateway.client.get("/api/categories").status_code == 200

    def test_that_leave_leave_nothing_behind(self, gateway: Gateway, functions: Functions) -> None:
        late = saying(b"", b"HTTP/1.1 200 OK\r\ncontent-length: 0\r\n\r\n", pause_seconds=0.2)
        functions.on("list-products", late)
        with socket.create_connection(("127.0.0.1", gateway.port), timeout=5) as client:
            client.sendall(b"GET /api/products HTTP/1.1\r\nhost: shop\r\n\r\n")
            wait_until(lambda: len(functions.received) == 1)
        wait_until(lambda: "cloudshop_gateway_in_flight 0.0" in gateway.metrics())


class TestHeads:
    def test_have_a_bound(self, gateway: Gateway) -> None:
        answer = gateway.raw(
            b"GET /api/products HTTP/1.1\r\nhost: shop\r\nx-a: " + b"a" * HEADER_BYTES_MAX + b"\r\n\r\n"
        )
        assert answer.startswith(b"HTTP/1.1 431 ")
        assert b"application/problem+json" in answer

    def test_have_a_bound_however_they_come(self, gateway: Gateway) -> None:
        pieces = [b"GET /api/products HTTP/1.1\r\n"] + [b"x-a: " + b"a" * 1000 + b"\r\n"] * 20
        answer = gateway.raw(*pieces, pause_seconds=0.002, until_closed=True)
        assert answer.startswith(b"HTTP/1.1 431 ")

    def test_may_come_with_a_large_body_in_one_piece(self, gateway: Gateway, functions: Functions) -> None:
        body = b"x" * 3 * HEADER_BYTES_MAX
        answer = gateway.raw(HEAD + b"content-length: %d\r\n\r\n" % len(body) + body)
        assert answer.startswith(b"HTTP/1.1 200 ")
        assert functions.received[0].body == body

    def test_have_an_address_with_a_bound(self, gateway: Gateway) -> None:
        answer = gateway.raw(b"GET /api/products?q=" + b"a" * URI_BYTES_MAX + b" HTTP/1.1\r\nhost: shop\r\n\r\n")
        assert answer.startswith(b"HTTP/1.1 414 ")

    @pytest.mark.parametrize(
        "request_", [
            b"nonsense\r\n\r\n", b"GET /api/products HTTP/9.9\r\n\r\n", b"GET  HTTP/1.1\r\n\r\n",
            b"\x16\x03\x01\x02\x00\r\n\r\n",
            b"GET /api/products HTTP/1.1\r\nbad header\r\n\r\n", b"GET /api/products HTTP/1.1\r\nx: a\x00b\r\n\r\n",
            HEAD + b"content-length: 2\r\ntransfer-encoding: chunked\r\n\r\n0\r\n\r\n",
            HEAD + b"content-length: 2\r\ncontent-length: 3\r\n\r\n{}x", HEAD + b"content-length: -1\r\n\r\n",
            HEAD + b"transfer-encoding: chunked\r\n\r\nzz\r\n", HEAD + b"transfer-encoding: gzip, chunked, x\r\n\r\n",
        ],
    )  # fmt: skip
    def test_that_are_not_http_are_refused_as_a_problem(
        self, gateway: Gateway, functions: Functions, request_: bytes
    ) -> None:
        answer = gateway.raw(request_, until_closed=True)
        assert answer.startswith(b"HTTP/1.1 400 ")
        assert b"application/problem+json" in answer
        assert functions.received == []

    @pytest.mark.parametrize("second", [b"nonsense\r\n\r\n", b"GET /api/products HTTP/1.1\r\nbad header\r\n\r\n"])
    def test_are_refused_after_a_good_request_too(self, gateway: Gateway, second: bytes) -> None:
        good = b"GET /api/products HTTP/1.1\r\nhost: shop\r\n\r\n"
        answers = gateway.raw(good, second, pause_seconds=0.1, until_closed=True)
        assert re.findall(rb"HTTP/1.1 (\d+)", answers) == [b"200", b"400"]

    @pytest.mark.parametrize("garbage", [b"nonsense\r\n\r\n", b"BREW /pot HTTP/1.1\r\nhost: shop\r\n\r\n", b"\x00"])
    def test_that_are_garbage_do_not_change_the_answer_to_the_request_before_them(
        self, gateway: Gateway, functions: Functions, garbage: bytes
    ) -> None:
        """An order that was placed must not be answered 400 because of what follows it in the same packet."""
        answers = gateway.raw(HEAD + b"content-length: 2\r\n\r\n{}" + garbage, until_closed=True)
        assert re.findall(rb"HTTP/1.1 (\d+)", answers) == [b"200"]
        assert len(functions.received) == 1

    @pytest.mark.parametrize(
        ("request_", "status"),
        [
            (b"BREW /api/products HTTP/1.1\r\nhost: shop\r\n\r\n", b"501"),
            (b"GET /api/products HTTP/1.1\r\n\r\n", b"400"),
            (b"GET /api/products HTTP/1.1\r\nhost:  \r\n\r\n", b"400"),
            (b"GET /api/products HTTP/1.1\r\nhost: a\r\nhost: b\r\n\r\n", b"400"),
            (HEAD + b"transfer-encoding: gzip, chunked\r\n\r\n0\r\n\r\n", b"501"),
        ],
    )
    def test_that_the_standard_refuses_are_refused(
        self, gateway: Gateway, functions: Functions, request_: bytes, status: bytes
    ) -> None:
        answer = gateway.raw(request_)
        assert answer.startswith(b"HTTP/1.1 " + status)
        assert b"application/problem+json" in answer
        assert functions.received == []

    def test_of_http_1_0_need_no_host(self, gateway: Gateway) -> None:
        assert gateway.raw(b"GET /api/products HTTP/1.0\r\n\r\n", until_closed=True).startswith(b"HTTP/1.1 200 ")

    def test_that_are_too_large_get_one_answer_only(self, start: Start) -> None:
        gateway = start(request_seconds=0.2)
        answers = gateway.raw(HEAD + b"content-length: 999999\r\n\r\n{", until_closed=True)
        assert re.findall(rb"HTTP/1.1 (\d+)", answers) == [b"413"]


class TestNumbers:
    def test_in_flight_are_bounded(self, start: Start, functions: Functions) -> None:
        gateway = start(in_flight_max=3, answer_seconds=1.0)
        functions.on("place-order", sleeping)
        with ThreadPoolExecutor(3) as clients:
            waiting = [clients.submit(httpx.post, f"{gateway.client.base_url}/api/orders", json={}) for _ in range(3)]
            wait_until(lambda: len(functions.received) == 3)
            refused = gateway.client.get("/api/products")
            assert (refused.status_code, slug(refused), refused.headers["retry-after"]) == (503, "busy", "1")
            assert {answer.result().status_code for answer in waiting} == {504}
        assert gateway.client.get("/api/products").status_code == 200

    def test_of_connections_to_a_function_are_bounded(self, start: Start, functions: Functions) -> None:
        gateway = start(connections_max=2)
        functions.on("place-order", saying(b"", b"HTTP/1.1 200 OK\r\ncontent-length: 0\r\n\r\n", pause_seconds=0.02))
        with ThreadPoolExecutor(10) as clients:
            answers = list(
                clients.map(lambda _: httpx.post(f"{gateway.client.base_url}/api/orders", json={}), range(20))
            )
        assert {answer.status_code for answer in answers} == {200}
        assert functions.connections <= 2

    def test_pipelined_requests_are_answered_in_order(self, gateway: Gateway, functions: Functions) -> None:
        functions.on(
            "list-products", saying(b"", b"HTTP/1.1 200 OK\r\ncontent-length: 5\r\n\r\nfirst", pause_seconds=0.1)
        )
        functions.on("list-categories", answering(200, b"second", media_type="text/plain"))
        first = b"GET /api/products HTTP/1.1\r\nhost: shop\r\n\r\n"
        last = b"GET /api/categories HTTP/1.1\r\nhost: shop\r\nconnection: close\r\n\r\n"
        answer = gateway.raw(first + last, until_closed=True)
        assert answer.index(b"first") < answer.index(b"second")

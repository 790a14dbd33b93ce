"""What a client gets when a function is down, slow or broken; and what is tried again, and how often."""

import time
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import httpx
import pytest

from functions.runtime.telemetry.metrics import ANSWER_SECONDS
from gateway.upstream.budget import FAILURES_MAX, OPEN_SECONDS, RETRIES_SAVED_MAX, Breaker, RetryBudget
from gateway.upstream.calls import QUICK_SECONDS
from tests.support.gateway.gateway import Gateway, Start, slug
from tests.support.servers.functions import (
    Behaviour,
    Functions,
    answering,
    dying,
    echoing,
    no_server,
    saying,
    sleeping,
    slowly,
)

KEY = {"idempotency-key": "8e03978e-40d5-43e8-bc93-6894a57f9324"}
PROBLEM = "application/problem+json"
DOWN = answering(503, {"type": "urn:cloudshop:problem:unavailable", "status": 503}, media_type=PROBLEM)


class TestFunctionsThatAreDown:
    def test_are_503_and_say_when_to_come_back(self, start: Start) -> None:
        gateway = start(function_url="http://127.0.0.1:1/{operation}")
        for answer in (gateway.client.get("/api/products"), gateway.client.post("/api/orders", json={})):
            assert (answer.status_code, slug(answer), answer.headers["retry-after"]) == (503, "function-down", "2")

    def test_are_503_when_the_ingress_says_so(self, gateway: Gateway, functions: Functions) -> None:
        for status in (404, 502, 503):
            functions.on("place-order", answering(status, b"no such route", media_type="text/plain"))
            answer = gateway.client.post("/api/orders", json={})
            assert (answer.status_code, slug(answer)) == (503, "function-down")

    def test_are_not_hammered(self, start: Start, functions: Functions) -> None:
        functions.on("place-order", dying)
        gateway = start()
        for _ in range(FAILURES_MAX):
            gateway.client.post("/api/orders", json={})
        met = len(functions.received)
        answer = gateway.client.post("/api/orders", json={})
        assert (answer.status_code, slug(answer)) == (503, "function-down")
        assert len(functions.received) == met
        assert gateway.client.get("/api/products").status_code == 200, "other functions are not concerned"


class TestRetries:
    @pytest.mark.parametrize("failure", [dying, DOWN, answering(502, b"", media_type="text/plain")])
    @pytest.mark.parametrize(
        ("method", "path", "headers"),
        [
            ("GET", "/api/products", {}), ("HEAD", "/api/products", {}), ("PUT", "/api/cart/items/MUG-1", {}),
            ("DELETE", "/api/cart/items/MUG-1", {}), ("POST", "/api/orders", KEY),
        ],
    )  # fmt: skip
    def test_repeat_what_is_safe_to_repeat(
        self, gateway: Gateway, functions: Functions, failure: Any, method: str, path: str, headers: dict[str, str]
    ) -> None:
        for operation in ("list-products", "put-cart-item", "remove-cart-item", "place-order"):
            functions.on(operation, failure, echoing)
        body = {"json": {"quantity": 1}} if method in {"PUT", "POST"} else {}
        assert gateway.client.request(method, path, headers=headers, **body).status_code == 200  # type: ignore[arg-type]
        first, second = functions.received
        assert (first.target, first.body, first.headers) == (second.target, second.body, second.headers)
        assert gateway.counted("cloudshop_gateway_retries_total") == {(first.operation,): 1}

    def test_never_repeat_what_is_not(self, gateway: Gateway, functions: Functions) -> None:
        functions.on("place-order", dying, echoing)
        answer = gateway.client.post("/api/orders", json={})
        assert (answer.status_code, slug(answer)) == (502, "bad-gateway")
        assert len(functions.received) == 1

    def test_a_key_makes_nothing_repeatable_that_does_not_know_keys(
        self, gateway: Gateway, functions: Functions
    ) -> None:
        functions.on("log-in", dying, echoing)
        assert gateway.client.post("/api/sessions", json={}, headers=KEY).status_code == 502
        assert len(functions.received) == 1

    def test_outlast_the_changeover_to_a_new_revision(self, gateway: Gateway, functions: Functions) -> None:
        functions.on("place-order", *[no_server] * 4, echoing)
        assert gateway.client.post("/api/orders", json={}, headers=KEY).status_code == 200
        assert gateway.counted("cloudshop_gateway_retries_total") == {("place-order",): 4}

    def test_end_with_the_fifth_where_no_server_is_there(self, gateway: Gateway, functions: Functions) -> None:
        functions.on("list-products", no_server)
        answer = gateway.client.get("/api/products")
        assert (answer.status_code, slug(answer), len(functions.received)) == (503, "function-down", 5)

    def test_end_with_the_second_where_a_function_refuses(self, gateway: Gateway, functions: Functions) -> None:
        functions.on("list-products", DOWN)
        answer = gateway.client.get("/api/products")
        assert (answer.status_code, slug(answer)) == (503, "unavailable")
        assert len(functions.received) == 2

    @pytest.mark.parametrize("refusal", [DOWN, no_server])
    def test_are_not_for_refusals_that_took_seconds(
        self, gateway: Gateway, functions: Functions, refusal: Behaviour
    ) -> None:
        functions.on("list-products", slowly(refusal, QUICK_SECONDS), echoing)
        assert gateway.client.get("/api/products").status_code == 503
        assert len(functions.received) == 1

    @pytest.mark.parametrize("status", [400, 404, 409, 422, 500])
    def test_are_not_for_other_answers(self, gateway: Gateway, functions: Functions, status: int) -> None:
        functions.on("list-products", answering(status, {"status": status}, media_type=PROBLEM))
        assert gateway.client.get("/api/products").status_code == status
        assert len(functions.received) == 1

    def test_are_a_tenth_of_the_requests_at_most(self, gateway: Gateway, functions: Functions) -> None:
        functions.on("list-products", DOWN)
        for _ in range(100):
            gateway.client.get("/api/products")
        assert len(functions.received) <= 100 + RETRIES_SAVED_MAX + 10

    def test_a_connection_that_was_closed_meanwhile_is_not_noticed(
        self, gateway: Gateway, functions: Functions
    ) -> None:
        for _ in range(5):
            assert gateway.client.post("/api/orders", json={}).status_code == 200
            functions.close_connections()
        assert gateway.client.post("/api/orders", json={}).status_code == 200

    def test_the_budget_grows_with_requests(self) -> None:
        budget = RetryBudget()
        while budget.spend():
            pass
        for _ in range(9):
            budget.earn()
        assert not budget.spend()
        budget.earn()
        budget.earn()
        assert budget.spend()

    def test_the_breaker_lets_one_through_at_a_time_until_one_succeeds(self) -> None:
        breaker = Breaker()
        for _ in range(FAILURES_MAX):
            assert breaker.allows(0.0)
            breaker.failed(0.0)
        assert not breaker.allows(OPEN_SECONDS - 0.1)
        assert breaker.allows(OPEN_SECONDS)
        assert not breaker.allows(OPEN_SECONDS)
        breaker.succeeded()
        assert breaker.allows(OPEN_SECONDS)


class TestSlowFunctions:
    def test_are_given_up_after_a_time(self, start: Start, functions: Functions) -> None:
        gateway = start(answer_seconds=0.2)
        functions.on("list-products", sleeping)
        started = time.monotonic()
        answer = gateway.client.get("/api/products")
        assert (answer.status_code, slug(answer)) == (504, "gateway-timeout")
        assert time.monotonic() - started < 2
        assert len(functions.received) == 1

    def test_may_start_slowly(self, start: Start, functions: Functions) -> None:
        gateway = start(answer_seconds=5.0)
        functions.on("list-products", saying(b"", b"HTTP/1.1 200 OK\r\ncontent-length: 0\r\n\r\n", pause_seconds=0.6))
        assert gateway.client.get("/api/products").status_code == 200
        observed = gateway.pushed.added()["cloudshop_gateway_upstream_first_byte_seconds", ("list-products",)]
        assert sum(count for count, bound in zip(observed, ANSWER_SECONDS, strict=False) if bound <= 0.5) == 0

    def test_do_not_hold_up_others(self, start: Start, functions: Functions) -> None:
        gateway = start(answer_seconds=1.0, connections_max=50)
        functions.on("place-order", sleeping)
        with ThreadPoolExecutor(20) as clients:
            waiting = [clients.submit(httpx.post, f"{gateway.client.base_url}/api/orders", json={}) for _ in range(20)]
            assert gateway.client.get("/api/products").status_code == 200
            # Those that came last were not even tried: the breaker was open by then.
            assert {answer.result().status_code for answer in waiting} <= {503, 504}


class TestBrokenFunctions:
    @pytest.mark.parametrize(
        "answer",
        [
            b"nonsense\r\n\r\n", b"HTTP/1.1 200 OK\r\ncontent-length: 5\r\ncontent-length: 6\r\n\r\nhello",
            b"HTTP/1.1 500 Oops\r\ncontent-type: text/html\r\ncontent-length: 6\r\n\r\n<html>",
            b"HTTP/1.1 400 Bad\r\ncontent-type: text/plain\r\ncontent-length: 3\r\n\r\nbad",
        ],
    )  # fmt: skip
    def test_are_502_and_nothing_of_it_gets_out(self, gateway: Gateway, functions: Functions, answer: bytes) -> None:
        functions.on("list-products", saying(answer))
        refused = gateway.client.get("/api/products")
        assert (refused.status_code, slug(refused)) == (502, "bad-gateway")
        assert "html" not in refused.text

    def test_a_timeout_on_the_way_is_one_of_ours(self, gateway: Gateway, functions: Functions) -> None:
        functions.on("list-products", answering(504, b"activator request timeout", media_type="text/plain"))
        refused = gateway.client.get("/api/products")
        assert (refused.status_code, slug(refused)) == (504, "gateway-timeout")

    def test_an_answer_that_breaks_off_does_not_look_whole(self, gateway: Gateway, functions: Functions) -> None:
        head = b"HTTP/1.1 200 OK\r\ncontent-type: text/csv\r\ntransfer-encoding: chunked\r\n\r\n"
        part = b"186a0\r\n" + b"x" * 100_000 + b"\r\n"
        functions.on("list-products", saying(head + part + part, part, pause_seconds=0.05, then_close=True))
        with pytest.raises(httpx.RemoteProtocolError):
            gateway.client.get("/api/products")
        assert gateway.client.get("/api/categories").status_code == 200
        assert "cloudshop_gateway_in_flight 0.0" in gateway.metrics()


class TestAnswers:
    def test_pass_through_as_they_are(self, gateway: Gateway, functions: Functions) -> None:
        said = {
            "etag": '"abc"',
            "idempotent-replayed": "true",
            "location": "/api/orders/1",
            "cache-control": "no-cache",
        }
        functions.on("place-order", answering(201, b'{ "a" : 1 }', said))
        answer = gateway.client.post("/api/orders", json={}, headers=KEY)
        assert (answer.status_code, answer.content) == (201, b'{ "a" : 1 }')
        assert said.items() <= dict(answer.headers).items()

    def test_that_are_problems_pass_through_as_they_are(self, gateway: Gateway, functions: Functions) -> None:
        problem = {"type": "urn:cloudshop:problem:stock-exhausted", "status": 409, "sku": "MUG-1"}
        functions.on("place-order", answering(409, problem, {"retry-after": "7"}, PROBLEM))
        answer = gateway.client.post("/api/orders", json={})
        assert (answer.status_code, answer.json(), answer.headers["retry-after"]) == (409, problem, "7")

    @pytest.mark.parametrize("status", [204, 304])
    def test_without_a_body_have_none(self, gateway: Gateway, functions: Functions, status: int) -> None:
        functions.on("list-products", saying(f"HTTP/1.1 {status} X\r\netag: x\r\n\r\n".encode()))
        answer = gateway.client.get("/api/products")
        assert (answer.status_code, answer.content, "content-length" in answer.headers) == (status, b"", False)
        assert gateway.client.get("/api/products").status_code == status

    def test_of_any_size_pass_through(self, gateway: Gateway, functions: Functions) -> None:
        content = bytes(range(256)) * 20_000
        functions.on("list-products", answering(200, content, media_type="text/csv"))
        answer = gateway.client.get("/api/products")
        assert (answer.content == content, answer.headers["content-length"]) == (True, str(len(content)))
        assert gateway.client.get("/api/products").content == content
        assert functions.connections == 1
        assert "cloudshop_gateway_in_flight 0.0" in gateway.metrics()

    def test_say_nothing_of_how_the_shop_is_built(self, gateway: Gateway, functions: Functions) -> None:
        internal = {
            "server": "waitress",
            "x-google-status": "crash",
            "x-envoy-upstream-service-time": "3",
            "via": "1.1 a",
        }
        functions.on("list-products", answering(200, {}, {**internal, "keep-alive": "timeout=5", "date": "yesterday"}))
        answer = gateway.client.get("/api/products")
        assert not (internal.keys() | {"keep-alive"}) & set(answer.headers)
        assert answer.headers["date"] != "yesterday"

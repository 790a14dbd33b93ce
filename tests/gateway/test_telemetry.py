"""What those who run the shop see of a request."""

import json
import re
import urllib.error
import urllib.request
from typing import Any

import pytest
from prometheus_client import CollectorRegistry, Counter

from functions.runtime.telemetry.cold_starts import HEADER
from gateway.routing.routes import read_routes
from gateway.telemetry.monitoring import Monitoring
from tests.support.gateway.gateway import Gateway, wait_until
from tests.support.gateway.keys import a_key, a_token, bearer
from tests.support.servers.functions import Functions, answering, dying, slowly


def lines(capsys: pytest.CaptureFixture[str], count: int) -> list[dict[str, Any]]:
    """The log lines that were written, as soon as there are so many."""
    seen: list[str] = []

    def enough() -> bool:
        seen.extend(capsys.readouterr().out.splitlines())
        return len(seen) >= count

    wait_until(enough)
    return [json.loads(line) for line in seen]


class TestLogLines:
    def test_are_one_for_each_request(self, gateway: Gateway, capsys: pytest.CaptureFixture[str]) -> None:
        sent = {"x-request-id": "find-me-1", "traceparent": "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"}
        gateway.client.get("/api/products/red-mug?q=1", headers=sent)
        (line,) = lines(capsys, 1)
        assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}\+00:00", line.pop("time"))
        assert line.pop("duration_milliseconds") >= 0
        assert line == {
            "level": "info", "message": "GET /api/products/red-mug", "operation": "get-product", "status": 200,
            "request_id": "find-me-1", "trace_id": "0af7651916cd43dd8448eb211c80319c",
        }  # fmt: skip

    def test_are_there_for_refused_requests_too(self, gateway: Gateway, capsys: pytest.CaptureFixture[str]) -> None:
        gateway.client.get("/nothing")
        gateway.client.get("/api/me")
        logged = [(line["operation"], line["status"]) for line in lines(capsys, 2)]
        assert logged == [("none", 404), ("read-profile", 401)]

    def test_of_failures_are_errors(
        self, gateway: Gateway, functions: Functions, capsys: pytest.CaptureFixture[str]
    ) -> None:
        functions.on("place-order", dying)
        gateway.client.post("/api/orders", json={})
        assert lines(capsys, 1)[0]["level"] == "error"

    def test_cannot_be_made_up_by_clients(self, gateway: Gateway, capsys: pytest.CaptureFixture[str]) -> None:
        gateway.raw(b'GET /a"b\\n{"level":"error"} HTTP/1.1\r\nhost: s\r\nx-request-id: x"} {"a\r\n\r\n')
        gateway.raw(b"GET /%0a%7b%22level%22:%22error%22%7d HTTP/1.1\r\nhost: s\r\n\r\n")
        assert [line["level"] for line in lines(capsys, 2)] == ["info", "info"]

    def test_have_no_secrets(self, gateway: Gateway, functions: Functions, capsys: pytest.CaptureFixture[str]) -> None:
        key = a_key()
        functions.on("publish-keys", dying)
        token = a_token(key)
        body = {"email": "canary@example.org", "password": "canary-in-a-password"}
        gateway.client.post("/api/sessions?canary=1", json=body, headers=bearer(token) | {"cart-token": "canary-cart"})
        gateway.client.get("/api/products?q=canary-query")
        assert lines(capsys, 2)
        assert "canary" not in str(lines(capsys, 0))


REQUESTS = "cloudshop_gateway_request_seconds"


class TestMetrics:
    def test_count_requests_by_operation_and_outcome(self, gateway: Gateway, functions: Functions) -> None:
        functions.on("place-order", answering(409, {}, media_type="application/problem+json"))
        gateway.client.get("/api/products")
        gateway.client.get("/api/products/red-mug")
        gateway.client.post("/api/orders", json={})
        assert gateway.counted(REQUESTS) == {
            ("list-products", "GET", "2xx"): 1, ("get-product", "GET", "2xx"): 1, ("place-order", "POST", "4xx"): 1,
        }  # fmt: skip
        assert gateway.counted("cloudshop_gateway_upstream_first_byte_seconds")["list-products",] == 1

    def test_have_no_labels_that_clients_choose(self, gateway: Gateway) -> None:
        for number in range(30):
            gateway.client.get(f"/no/such/{number}")
            gateway.client.get(f"/api/products/{number}")
            gateway.client.request("PROPFIND", f"/{number}")
        names = {route.operation for route in read_routes()} | {"none"}
        for operation, method, status in gateway.counted(REQUESTS):
            assert operation in names
            assert method in {"GET", "other"}
            assert status in {"2xx", "4xx"}

    def test_distinguish_a_call_that_waited_for_a_start_from_one_that_did_not(
        self, gateway: Gateway, functions: Functions
    ) -> None:
        functions.on("list-products", slowly(answering(200, {}, headers={HEADER: "0.010"}), 0.1))
        functions.on("get-product", slowly(answering(200, {}, headers={HEADER: "5.000"}), 0.1))
        answers = [gateway.client.get(path) for path in ("/api/products", "/api/products/red-mug")]
        assert gateway.counted("cloudshop_gateway_cold_start_seconds") == {("list-products",): 1}
        assert not any(HEADER in answer.headers for answer in answers)
        cold, warm = (answer.headers.get("server-timing", "") for answer in answers)
        assert re.fullmatch(r"cold-start;dur=1\d\d", cold)
        assert warm == ""

    def test_show_what_the_gateway_is_doing_right_now(self, gateway: Gateway) -> None:
        assert "cloudshop_gateway_in_flight 0.0" in gateway.metrics()
        assert "process_cpu_seconds_total" in gateway.metrics()


class TestMonitoring:
    @pytest.fixture
    def ready(self) -> list[bool]:
        return [True]

    @pytest.fixture
    def monitoring(self, ready: list[bool]) -> Any:
        registry = CollectorRegistry()
        Counter("seen_total", "Seen.", registry=registry).inc()
        monitoring = Monitoring("127.0.0.1", 0, registry, is_ready=lambda: ready[0]).start()
        yield monitoring
        monitoring.stop()

    def test_exposes_metrics(self, monitoring: Monitoring) -> None:
        status, body = get(monitoring, "/metrics")
        assert status == 200
        assert "seen_total 1.0" in body

    def test_distinguishes_alive_from_ready(self, monitoring: Monitoring, ready: list[bool]) -> None:
        assert (get(monitoring, "/healthz")[0], get(monitoring, "/readyz")[0]) == (200, 200)
        ready[0] = False
        assert (get(monitoring, "/healthz")[0], get(monitoring, "/readyz")[0]) == (200, 503)

    def test_has_nothing_else(self, monitoring: Monitoring) -> None:
        assert get(monitoring, "/")[0] == 404


def get(monitoring: Monitoring, path: str) -> tuple[int, str]:
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{monitoring.port}{path}", timeout=5) as answer:
            return answer.status, answer.read().decode()
    except urllib.error.HTTPError as refused:
        with refused:
            return refused.code, ""

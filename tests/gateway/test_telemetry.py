"""What those who run the shop see of a request."""

import json
import re
import urllib.error
import urllib.request
from typing import Any

import pytest
from prometheus_client import CollectorRegistry, Counter
from prometheus_client.parser import text_string_to_metric_families

from gateway.metrics import Metrics
from gateway.monitoring import Monitoring
from gateway.routes import read_routes
from tests.gateway.conftest import Gateway, Start, wait_until
from tests.gateway.functions import Functions, answering, dying
from tests.gateway.keys import a_key, a_token, bearer


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

    def test_are_for_reading_where_text_is_asked_for(
        self, start: Start, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setenv("CLOUDSHOP_LOG", "text")
        start().client.get("/api/products")
        assert "GET /api/products" in capsys.readouterr().out


class TestMetrics:
    def test_count_requests_by_operation_and_outcome(self, gateway: Gateway, functions: Functions) -> None:
        functions.on("place-order", answering(409, {}, media_type="application/problem+json"))
        gateway.client.get("/api/products")
        gateway.client.get("/api/products/red-mug")
        gateway.client.post("/api/orders", json={})
        exposed = gateway.metrics()
        for operation, method, status in [
            ("list-products", "GET", "2xx"), ("get-product", "GET", "2xx"), ("place-order", "POST", "4xx"),
        ]:  # fmt: skip
            labels = f'method="{method}",operation="{operation}",status="{status}"'
            assert re.search(rf'request_seconds_count{{[^}}]*operation="{operation}"[^}}]*}} 1.0', exposed), labels
        assert 'upstream_first_byte_seconds_count{operation="list-products"} 1.0' in exposed

    def test_have_no_labels_that_clients_choose(self, gateway: Gateway) -> None:
        for number in range(30):
            gateway.client.get(f"/no/such/{number}")
            gateway.client.get(f"/api/products/{number}")
            gateway.client.request("PROPFIND", f"/{number}")
        families = text_string_to_metric_families(gateway.metrics())
        samples = [sample for family in families for sample in family.samples]
        seen = {label for sample in samples for label in sample.labels.items()}
        names = {route.operation for route in read_routes()} | {"none"}
        assert {value for name, value in seen if name == "operation"} <= names
        assert {value for name, value in seen if name == "method"} <= {"GET", "other"}

    def test_are_cumulative_histograms(self) -> None:
        metrics = Metrics(lambda: 0)
        for seconds in (0.001, 0.005, 0.02, 3.0, 99.0):
            metrics.answered("list-products", "GET", 200, seconds)
        (family,) = [found for found in metrics.registry.collect() if found.name.endswith("request_seconds")]
        buckets = {s.labels["le"]: s.value for s in family.samples if s.name.endswith("_bucket")}
        assert (buckets["0.005"], buckets["0.025"], buckets["2.5"], buckets["5.0"], buckets["+Inf"]) == (2, 3, 3, 4, 5)
        assert [s.value for s in family.samples if s.name.endswith("_sum")] == [pytest.approx(102.026)]


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

    def test_tells_alive_from_ready(self, monitoring: Monitoring, ready: list[bool]) -> None:
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

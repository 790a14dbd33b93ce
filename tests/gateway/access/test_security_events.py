"""What those who run the shop see of log-ins, refusals and changes of rights."""

import json
from typing import Any

import pytest

from functions.runtime.permissions import FRESH
from gateway.routing.routes import read_routes
from gateway.telemetry.security_events import KINDS, METRIC, kind_of, network_of
from tests.support.gateway.gateway import Gateway, wait_until
from tests.support.gateway.keys import ACCOUNT, a_key, a_token, bearer, publish
from tests.support.servers.functions import Functions, answering


def events(capsys: pytest.CaptureFixture[str], count: int = 1) -> list[dict[str, Any]]:
    """The lines of security events, as soon as there are so many lines of requests."""
    seen: list[dict[str, Any]] = []

    def enough() -> bool:
        seen.extend(json.loads(line) for line in capsys.readouterr().out.splitlines())
        return sum("duration_milliseconds" in line for line in seen) >= count

    wait_until(enough)
    return [line for line in seen if line["message"] == "security event"]


class TestSecurityEvents:
    def test_of_a_failed_log_in_name_the_network_and_nobody_s_address(
        self, gateway: Gateway, functions: Functions, capsys: pytest.CaptureFixture[str]
    ) -> None:
        functions.on("log-in", answering(401, {}, media_type="application/problem+json"))
        body = {"email": "canary@example.org", "password": "canary"}
        gateway.client.post("/api/sessions", json=body, headers={"x-request-id": "find-me-1"})
        (event,) = events(capsys)
        assert {name: event[name] for name in ("kind", "operation", "status", "account_id", "network")} == {
            "kind": "failed-log-in",
            "operation": "log-in",
            "status": 401,
            "account_id": "",
            "network": "127.0.0.0/24",
        }
        assert event["request_id"] == "find-me-1"
        assert "canary" not in str(event)
        assert gateway.counted(METRIC) == {("failed-log-in",): 1}

    def test_of_a_refusal_name_the_account(
        self, gateway: Gateway, functions: Functions, capsys: pytest.CaptureFixture[str]
    ) -> None:
        key = a_key()
        publish(functions, key)
        functions.on("read-profile", answering(403, {}, media_type="application/problem+json"))
        gateway.client.get("/api/me", headers=bearer(a_token(key)))
        (event,) = events(capsys)
        assert (event["kind"], event["account_id"]) == ("refusal", str(ACCOUNT))

    def test_are_few(self, gateway: Gateway, capsys: pytest.CaptureFixture[str]) -> None:
        gateway.client.get("/api/products")
        gateway.client.get("/api/me")
        gateway.client.get("/nothing")
        assert events(capsys, 3) == []


class TestKinds:
    @pytest.mark.parametrize(
        ("operation", "status", "has_token", "kind"),
        [
            ("log-in", 201, False, "log-in"),
            ("log-in", 401, False, "failed-log-in"),
            ("present-second-factor", 403, True, "failed-log-in"),
            ("list-products", 429, False, "limit"),
            ("receive-payment-webhook", 400, False, "refused-webhook"),
            ("receive-payment-webhook", 204, False, None),
            ("put-role", 200, True, "role"),
            ("put-role", 409, True, None),
            ("read-profile", 401, True, "refusal"),
            ("read-profile", 401, False, None),
            ("create-api-key", 201, True, "key"),
            ("export-products", 200, True, "export"),
        ],
    )
    def test_of_an_answer(self, operation: str, status: int, has_token: bool, kind: str | None) -> None:
        assert kind_of(operation, status, has_token=has_token) == kind

    def test_are_known_of_every_change_of_rights(self) -> None:
        asking = {route.operation for route in read_routes() if route.permission in FRESH}
        assert asking <= KINDS.keys()

    def test_are_of_operations_that_there_are(self) -> None:
        assert KINDS.keys() <= {route.operation for route in read_routes()}


@pytest.mark.parametrize(
    ("client", "network"),
    [("192.0.2.77", "192.0.2.0/24"), ("2001:db8:1:2::/64", "2001:db8:1::/48"), ("unknown", "unknown")],
)
def test_an_event_names_the_network_of_an_address(client: str, network: str) -> None:
    assert network_of(client) == network

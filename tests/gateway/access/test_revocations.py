"""Sessions that have ended: their tokens are refused within five seconds, at every gateway, and an idle shop rests."""

import time
from uuid import uuid4

import pytest
from joserfc.jwk import OKPKey

from gateway.access.revocations import AGE_SECONDS_MAX
from tests.support.gateway.gateway import Gateway, Start, slug, wait_until
from tests.support.gateway.keys import SESSION, a_token, bearer, revoke
from tests.support.servers.functions import Functions, answering, dying, sleeping

SHIP = "/api/staff/orders/CS-1234-5678/ship"


def status(gateway: Gateway, token: str) -> int:
    return gateway.client.get("/api/me", headers=bearer(token)).status_code


def age(seconds: float, monkeypatch: pytest.MonkeyPatch) -> None:
    """Lets the time pass that the gateway measures lists by."""
    later = time.monotonic() + seconds
    monkeypatch.setattr("gateway.access.revocation_list.time.monotonic", lambda: later)


class TestAnEndedSession:
    def test_is_refused_by_every_gateway_while_others_go_on(
        self, start: Start, functions: Functions, key: OKPKey
    ) -> None:
        gateways, ended, other = [start(), start()], a_token(key), a_token(key, sid=str(uuid4()))
        for gateway in gateways:
            assert status(gateway, ended) == status(gateway, other) == 200
        revoke(functions, SESSION)
        for gateway in gateways:
            wait_until(lambda gateway=gateway: status(gateway, ended) == 401, AGE_SECONDS_MAX)  # type: ignore[misc]
            assert status(gateway, other) == 200

    def test_is_refused_at_once_by_a_gateway_that_rested(self, start: Start, functions: Functions, key: OKPKey) -> None:
        revoke(functions, SESSION)
        refused = start().client.get("/api/me", headers=bearer(a_token(key)))
        assert (refused.status_code, slug(refused)) == (401, "token-refused")
        assert functions.calls("read-profile") == []

    def test_stays_refused_though_it_is_listed_no_longer(
        self, gateway: Gateway, functions: Functions, key: OKPKey
    ) -> None:
        revoke(functions, SESSION)
        assert status(gateway, a_token(key)) == 401
        revoke(functions)
        calls = len(functions.calls("list-revocations"))
        wait_until(lambda: status(gateway, a_token(key)) == 401 and len(functions.calls("list-revocations")) > calls)
        assert status(gateway, a_token(key)) == 401

    def test_is_asked_for_from_the_last_list_on(self, gateway: Gateway, functions: Functions, key: OKPKey) -> None:
        wait_until(lambda: status(gateway, a_token(key)) == 200 and len(functions.calls("list-revocations")) > 1)
        first, second, *_ = functions.calls("list-revocations")
        assert (first.query, set(second.query)) == ({}, {"since"})


class TestTheList:
    def test_is_not_read_for_guests_or_forged_tokens(self, gateway: Gateway, functions: Functions, key: OKPKey) -> None:
        gateway.client.get("/api/products")
        gateway.client.get("/api/products", headers=bearer(a_token(key) + "x"))
        gateway.client.get("/api/staff/orders", headers=bearer(a_token(key)))
        assert functions.calls("list-revocations") == []

    def test_is_read_once_for_many_requests(self, gateway: Gateway, functions: Functions, key: OKPKey) -> None:
        for _ in range(10):
            status(gateway, a_token(key))
        assert len(functions.calls("list-revocations")) <= 2

    def test_is_not_read_while_nobody_comes(self, gateway: Gateway, functions: Functions, key: OKPKey) -> None:
        status(gateway, a_token(key))
        calls = len(functions.calls("list-revocations"))
        time.sleep(2.5)
        assert len(functions.calls("list-revocations")) == calls


BROKEN = {
    "dies": dying,
    "fails": answering(500, {"status": 500}, media_type="application/problem+json"),
    "no JSON": answering(200, b"<html>"),
    "no list": answering(200, []),
    "longer than is listed": answering(
        200, {"read_at": "2026-01-01T00:00:00Z", "session_ids": [], "is_complete": False}
    ),
}


class TestAListThatCannotBeRead:
    @pytest.mark.parametrize("broken", BROKEN.values(), ids=BROKEN.keys())
    def test_stops_staff_and_no_shopper(
        self, gateway: Gateway, functions: Functions, key: OKPKey, broken: object
    ) -> None:
        functions.on("list-revocations", broken)  # type: ignore[arg-type]
        assert status(gateway, a_token(key)) == 200
        refused = gateway.client.post(SHIP, headers=bearer(a_token(key, role="staff")), json={})
        assert (refused.status_code, slug(refused)) == (503, "revocations-unavailable")
        assert refused.headers["retry-after"] == "1"
        assert functions.calls("ship-order") == []

    @pytest.mark.parametrize(
        ("method", "path", "expected"),
        [("GET", "/api/staff/orders", 503), ("GET", "/api/orders/CS-1234-5678", 503), ("GET", "/api/products", 200)],
    )
    def test_stops_staff_where_they_see_what_is_not_theirs(
        self, gateway: Gateway, functions: Functions, key: OKPKey, method: str, path: str, expected: int
    ) -> None:
        functions.on("list-revocations", dying)
        answer = gateway.client.request(method, path, headers=bearer(a_token(key, role="admin")))
        assert answer.status_code == expected

    def test_lets_staff_go_on_once_it_can_be_read(self, gateway: Gateway, functions: Functions, key: OKPKey) -> None:
        staff = bearer(a_token(key, role="staff"))
        functions.on("list-revocations", dying)
        assert gateway.client.get("/api/staff/orders", headers=staff).status_code == 503
        revoke(functions)
        assert gateway.client.get("/api/staff/orders", headers=staff).status_code == 200

    def test_does_not_forget_who_was_listed_before(
        self, gateway: Gateway, functions: Functions, key: OKPKey, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        revoke(functions, SESSION)
        assert status(gateway, a_token(key)) == 401
        functions.on("list-revocations", dying)
        age(AGE_SECONDS_MAX + 1, monkeypatch)
        assert status(gateway, a_token(key)) == 401

    def test_that_does_not_arrive_holds_shoppers_up_only_once(
        self, gateway: Gateway, functions: Functions, key: OKPKey
    ) -> None:
        functions.on("list-revocations", sleeping)
        assert status(gateway, a_token(key)) == 200
        started = time.monotonic()
        for _ in range(5):
            assert status(gateway, a_token(key)) == 200
        # Each would have waited for seconds.
        assert time.monotonic() - started < 3

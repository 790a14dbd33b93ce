"""Guesses at one account are slow wherever they come from, and strangers cannot lock an owner out."""

import ipaddress
import json
import threading
import time
from uuid import uuid4

import pytest
from joserfc.jwk import OKPKey

from codegen.operations import operation_modules
from gateway.access.limits import Limits
from gateway.access.slots import Slots
from gateway.access.targets import target_of
from gateway.errors import Busy
from gateway.http.named_values import WHITE_SPACE
from gateway.routing.routes import Route, read_routes
from gateway.settings import policies
from tests.support.gateway.gateway import Gateway, Start, wait_until
from tests.support.gateway.keys import a_key, a_token, bearer
from tests.support.gateway.own_reading import read_by
from tests.support.servers.functions import Functions, answering, sleeping

LOCAL = (ipaddress.ip_network("127.0.0.0/8"),)
ROUTES = {route.operation: route for route in read_routes()}
LOG_IN = ROUTES["log-in"]


def log_in(gateway: Gateway, email: str = "ada@example.org", address: str = "198.51.100.1") -> int:
    body = {"email": email, "password": "guess"}
    return gateway.client.post("/api/sessions", json=body, headers={"x-forwarded-for": address}).status_code


@pytest.fixture
def gateway(start: Start, functions: Functions) -> Gateway:
    """One that lets two attempts at a mailbox through in 100 s, and lets none wait for 50 s."""
    functions.on("log-in", answering(401, {"status": 401}, media_type="application/problem+json"))
    return start(limits=policies("target=2/100 session=2/100"), trusted_proxies=LOCAL)


class TestGuessesAtAMailbox:
    def test_are_counted_together_wherever_they_come_from(self, gateway: Gateway, functions: Functions) -> None:
        assert [log_in(gateway, address=f"198.51.100.{n}") for n in range(3)] == [401, 401, 429]
        assert log_in(gateway, "eve@example.org") == 401
        assert len(functions.calls("log-in")) == 3

    def test_are_counted_together_however_the_address_is_typed(self, gateway: Gateway) -> None:
        typed = ["ada@straße.example", " Ada@STRAßE.example", "ada@xn--strae-oqa.example"]
        assert [log_in(gateway, email) for email in typed] == [401, 401, 429]

    def test_are_counted_whatever_token_is_sent_along(
        self, gateway: Gateway, functions: Functions, key: OKPKey
    ) -> None:
        body = {"email": "ada@example.org", "password": "guess"}
        tokens = [bearer(a_token(key, sub=str(uuid4()))) for _ in range(3)]
        statuses = [gateway.client.post("/api/sessions", json=body, headers=token).status_code for token in tokens]
        assert statuses == [401, 401, 429]

    def test_do_not_lock_out_who_has_logged_in_from_their_address_before(
        self, gateway: Gateway, functions: Functions
    ) -> None:
        functions.on("log-in", answering(201, {}))
        assert log_in(gateway, address="203.0.113.7") == 201
        assert [log_in(gateway, address=f"198.51.100.{n}") for n in range(2)] == [201, 429]
        assert log_in(gateway, address="203.0.113.7") == 201

    def test_wait_for_their_turn(self, start: Start) -> None:
        gateway = start(limits=policies("target=2/2"), trusted_proxies=LOCAL)
        started = time.monotonic()
        assert [log_in(gateway, address=f"198.51.100.{n}") for n in range(4)] == [200] * 4
        assert time.monotonic() - started > 1


class TestSlots:
    def test_are_lent_to_others_while_a_request_waits(self) -> None:
        slots = Slots(1)
        slots.in_flight = 1
        with slots.lent():
            assert slots.in_flight == 0
            slots.in_flight += 2
            with pytest.raises(Busy):
                slots.check()
            slots.in_flight -= 2
        assert slots.in_flight == 1

    def test_are_lent_by_no_more_requests_than_there_are(self) -> None:
        slots = Slots(1)
        with slots.lent(), pytest.raises(Busy), slots.lent():
            pass


EXAMPLES = {
    "email": "ada@example.org",
    "number": "CS-0000-0001",
    "token": "A" * 64,
    "refresh_token": "A" * 64,
    "key": "csk_" + "A" * 43,
    "credential_id": "A" * 43,
}


class TestTargets:
    @pytest.mark.parametrize("body", [b"", b"{", b"[]", b"{}", b'{"email": 7}', b'{"email": null}', b"[" * 9999])
    def test_are_only_what_a_body_names(self, body: bytes) -> None:
        assert target_of(LOG_IN, body) is None

    @pytest.mark.parametrize("route", [route for route in read_routes() if route.target], ids=lambda r: r.operation)
    def test_are_members_that_the_operation_reads(self, route: Route) -> None:
        assert route.target in operation_modules()[route.operation].operation().request.model_fields

    @pytest.mark.parametrize("route", [route for route in read_routes() if route.target], ids=lambda r: r.operation)
    @pytest.mark.parametrize("padding", [" ", " " * 300, WHITE_SPACE], ids=["a space", "300 spaces", "all white space"])
    def test_are_the_same_with_white_space_that_the_operation_removes(self, route: Route, padding: str) -> None:
        plain = "INV-2026-000001" if route.operation == "render-invoice" else EXAMPLES[route.target]
        padded = padding + plain + padding
        request = operation_modules()[route.operation].operation().request
        assert read_by(request, route.target, padded) == read_by(request, route.target, plain)
        targets = {target_of(route, json.dumps({route.target: value}).encode()) for value in (plain, padded)}
        assert len(targets - {None}) == len(targets) == 1

    def test_are_apart_by_characters_that_the_operation_keeps(self) -> None:
        bodies = [json.dumps({"email": mark + "ada@example.org"}).encode() for mark in ("", "\x1c", "\u200b")]
        assert len({target_of(LOG_IN, body) for body in bodies}) == 3

    def test_that_are_too_long_count_too(self) -> None:
        bodies = [json.dumps({"email": letter * 5000}).encode() for letter in "aAb"]
        one, same, other = (target_of(LOG_IN, body) for body in bodies)
        assert one == same != other
        assert None not in {one, other}

    def test_exist_wherever_a_guest_can_guess(self) -> None:
        guessable = {
            route.operation for route in read_routes() if route.limit == "account" and route.access == "anyone"
        }
        # A password that is sent to it is compared with the caller's own, and a guest's with none.
        assert {name for name in guessable if not ROUTES[name].target} == {"begin-passkey"}


class TestSessions:
    def test_are_refreshed_at_a_rate_of_their_own(self, gateway: Gateway) -> None:
        one, other = "A" * 64, "B" * 64
        statuses = [
            gateway.client.post("/api/sessions/refresh", json={"refresh_token": token}).status_code
            for token in (one, one, one, other)
        ]
        assert statuses == [200, 200, 429, 200]

    def test_can_always_be_ended(self, start: Start) -> None:
        gateway = start(limits=policies("browsing=1/60 account=1/60 target=1/60 session=1/60"))
        body = {"refresh_token": "A" * 64}
        assert {gateway.client.post("/api/sessions/log-out", json=body).status_code for _ in range(5)} == {200}


class TestUnknownKeys:
    def test_are_counted_before_the_key_set_is_read(self, start: Start, functions: Functions, key: OKPKey) -> None:
        gateway = start(limits=policies("browsing=2/60"))
        forged = [bearer(a_token(a_key(f"made-up-{n}"))) for n in range(3)]
        statuses = [gateway.client.get("/api/me", headers=token).status_code for token in forged]
        assert statuses == [401, 401, 429]

    def test_hold_up_nobody_while_the_key_set_is_read(self, start: Start, functions: Functions) -> None:
        functions.on("publish-keys", sleeping)
        gateway = start(in_flight_max=2)
        forged = [
            threading.Thread(target=_get, args=[gateway, bearer(a_token(a_key(f"made-up-{n}")))]) for n in range(2)
        ]
        for thread in forged:
            thread.start()
        wait_until(lambda: len(functions.calls("publish-keys")) == 1)
        for _ in range(5):
            assert gateway.client.get("/api/products").status_code == 200
        functions.close_connections()
        for thread in forged:
            thread.join(20)


def _get(gateway: Gateway, headers: dict[str, str]) -> None:
    gateway.client.get("/api/me", headers=headers)


class TestManyAddresses:
    POLICIES = policies("a=10/20")

    def test_of_one_network_share_what_it_has(self) -> None:
        limits = Limits(self.POLICIES)
        passed = [
            limits.count("a", f"2001:db8:0:{number:x}::/64", 0.0).allowed  # type: ignore[union-attr]
            for number in range(256)
            for _ in range(10)
        ]
        # 16 quotas for a /48, of which no /56 has more than four.
        assert sum(passed) == 40
        others = [limits.count("a", f"2001:db8:0:{number:x}00::/64", 0.0).allowed for number in range(1, 256)]  # type: ignore[union-attr]
        assert sum(others) == 120

    def test_push_nobody_out_who_has_used_up_a_quota(self) -> None:
        limits = Limits(self.POLICIES, clients_max=100)
        while limits.count("a", "guesser", 0.0).allowed:  # type: ignore[union-attr]
            pass
        for number in range(10_000):
            limits.count("a", f"198.51.{number // 250}.{number % 250}", 0.0)
        assert not limits.count("a", "guesser", 0.0).allowed  # type: ignore[union-attr]

    def test_get_no_more_by_being_many_than_the_buckets_that_they_share(self) -> None:
        limits = Limits(self.POLICIES, clients_max=10)
        passed = sum(
            limits.count("a", f"client-{number}", 0.0).allowed  # type: ignore[union-attr]
            for number in range(20_000)
        )
        assert passed <= 10 + 1024 * 10

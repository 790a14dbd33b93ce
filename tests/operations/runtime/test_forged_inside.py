"""What only runs inside the cluster can send: callers, events and calls that nobody has signed.

They are generated: no consumer takes an event that the relay has not just sent, no operation a caller that the
gateway has not named to it, and what only parts of the shop call takes no call that none of them has signed.
"""

import json
import time
from collections.abc import Callable
from typing import Any
from uuid import uuid4

import pytest

from codegen.operations import operation_modules, routes
from eventing.subscribers import SUBSCRIBERS
from eventing.times import EVENT_AGE_MAX
from functions.runtime.http.event_signatures import SIGNATURE, SIGNED_AT
from functions.runtime.security.call_signatures import CALL_HEADER, call_headers
from functions.runtime.security.caller_identity import (
    CALLER_HEADER,
    CALLER_HEADER_BEFORE,
    caller_claims,
    caller_header,
    caller_header_before,
)
from functions.runtime.security.ed25519 import public_key
from functions.runtime.settings import settings
from functions.runtime.telemetry.metrics import metrics
from tests.support.operations.shop import ALL, GATEWAY_KEY, KEY, OTHER_KEY, RELAY_KEY, Shop
from tests.support.shop.inside_calls import CALL_KEY, INSIDE
from tests.support.webhooks import a_confirmed_order

DELIVERIES = sorted((consumer, event) for event, consumers in SUBSCRIBERS.items() for consumer in consumers)
FORGERIES: dict[str, dict[str, Any]] = {
    "signed by another key": {"key": OTHER_KEY},
    "signed by what consumers have": {"key": public_key(RELAY_KEY)},
    "not signed": {SIGNATURE: ""},
    "signed as the release before did": {SIGNATURE: "", "signature": "v1,AAAA"},
    "sent again later": {"sent_seconds_ago": EVENT_AGE_MAX.total_seconds() + 60},
    "sent again later as if it were new": {
        "sent_seconds_ago": EVENT_AGE_MAX.total_seconds() + 60,
        SIGNED_AT: str(int(time.time())),
    },
}

# What an operation that other parts of the shop call, by this name, gets of who is none of them.
FORGED_CALLS: dict[str, Callable[[str], dict[str, str]]] = {
    "not signed": lambda _: {},
    "an empty signature": lambda _: {CALL_HEADER: ""},
    "no signature": lambda _: {CALL_HEADER: f"{int(time.time())}.v1,AAAA"},
    "signed by another key": lambda operation: call_headers([OTHER_KEY], operation),
    "signed for another operation": lambda _: call_headers([CALL_KEY], "another-operation"),
    "signed for another body": lambda operation: call_headers([CALL_KEY], operation, b"{}"),
    "signed for another query": lambda operation: call_headers([CALL_KEY], operation, query=b"since=1"),
}

CALLEES = sorted({*operation_modules()} - {consumer for consumer, _ in DELIVERIES} - {"store-dead-letter"})

METRIC = "cloudshop_security_events_total"


def counted(kind: str) -> float:
    return metrics().added().get((METRIC, (kind,)), [0])[0]


def events(capsys: pytest.CaptureFixture[str]) -> list[dict[str, Any]]:
    lines = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    return [line for line in lines if line["message"] == "security event"]


class TestForgeries:
    def test_of_a_caller_are_security_events(self, shop: Shop, capsys: pytest.CaptureFixture[str]) -> None:
        before = counted("forged-caller")
        answer = shop.call("read-profile", method="GET", headers={CALLER_HEADER: "e30=.v1,canary"})
        assert answer.status_code == 401
        (event,) = events(capsys)
        assert (event["kind"], "canary" in str(event)) == ("forged-caller", False)
        assert counted("forged-caller") == before + 1

    def test_of_an_event_are_security_events(self, shop: Shop, capsys: pytest.CaptureFixture[str]) -> None:
        before, event = counted("forged-event"), a_confirmed_order()
        data = event.model_dump(mode="json")
        answer = shop.deliver_raw("queue-webhooks", event.TYPE, data, event_id=str(uuid4()), key=OTHER_KEY)
        assert answer.status_code == 422
        assert [each["kind"] for each in events(capsys)] == ["forged-event"]
        assert counted("forged-event") == before + 1

    def test_are_none_where_all_is_as_it_should_be(self, shop: Shop, capsys: pytest.CaptureFixture[str]) -> None:
        shop.call("read-profile", method="GET")
        shop.deliver("queue-webhooks", a_confirmed_order())
        assert events(capsys) == []


@pytest.mark.parametrize("forgery", FORGERIES)
@pytest.mark.parametrize(("consumer", "event"), DELIVERIES)
def test_a_forged_event_is_refused(shop: Shop, consumer: str, event: str, forgery: str) -> None:
    answer = shop.deliver_raw(consumer, event, {}, **FORGERIES[forgery])
    if FORGERIES[forgery].keys() == {"sent_seconds_ago"}:
        assert (answer.status_code, answer.json["type"]) == (403, "urn:cloudshop:problem:event-too-old")
    else:
        assert (answer.status_code, [each["field"] for each in answer.json["errors"]]) == (422, [SIGNATURE])


@pytest.mark.parametrize(("consumer", "event"), DELIVERIES)
def test_the_relay_s_own_is_read(shop: Shop, consumer: str, event: str) -> None:
    """It has no data, so that its contract refuses it, and not its signature."""
    assert "violates its contract" in shop.deliver_raw(consumer, event, {}).json["detail"]


@pytest.mark.parametrize("operation", CALLEES)
def test_a_forged_caller_is_refused(shop: Shop, operation: str) -> None:
    claims = caller_claims(str(uuid4()), "admin", permissions=ALL, now=time.time())
    for forged in (
        {CALLER_HEADER: caller_header(OTHER_KEY, operation, claims)},
        {CALLER_HEADER: caller_header(public_key(GATEWAY_KEY), operation, claims)},
        {CALLER_HEADER: caller_header(GATEWAY_KEY, "another-operation", claims)},
        {CALLER_HEADER_BEFORE: caller_header_before([KEY], claims)},
    ):
        answer = shop.call(operation, headers=forged)
        assert (answer.status_code, "not signed by the gateway" in answer.json["detail"]) == (401, True)


@pytest.mark.parametrize("forgery", FORGED_CALLS)
@pytest.mark.parametrize("operation", sorted(INSIDE))
def test_a_forged_call_is_refused(shop: Shop, operation: str, forgery: str, capsys: pytest.CaptureFixture[str]) -> None:
    answer = shop.call(operation, headers=FORGED_CALLS[forgery](operation), is_signed=False)
    assert (answer.status_code, "none has signed this call" in answer.json["detail"]) == (401, True)
    assert [each["kind"] for each in events(capsys)] == ["forged-call"]


class TestTheReleaseBefore:
    def test_calls_without_a_signature_while_its_keys_are_there(
        self, shop: Shop, monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest
    ) -> None:
        monkeypatch.setenv("CALLER_KEYS", KEY)
        settings.cache_clear()
        request.addfinalizer(settings.cache_clear)
        assert shop.call("sweep", is_signed=False).status_code == 200
        assert shop.call("sweep", headers={CALL_HEADER: ""}, is_signed=False).status_code == 401


def test_operations_that_neither_a_client_nor_an_event_reaches_know_their_callers_by_keys() -> None:
    operations = {name: module.operation() for name, module in operation_modules().items() if module.kind == "http"}
    assert {name: each.called_with for name, each in operations.items() if each.called_with} == {
        "list-revocations": "revocation_keys",
        "simulate-cards": "simulator_keys",
        **dict.fromkeys(("purge-expired-data", "relay-outbox", "send-webhooks", "sweep"), "trigger_keys"),
    }
    routed = {route["operation"] for route in routes()}
    assert {name for name, each in operations.items() if each.called_with} == operations.keys() - routed == INSIDE

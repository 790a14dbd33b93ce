"""Signatures of events: of the relay alone, of all that matters, for a limited time."""

import json
import time
from dataclasses import replace
from typing import Any

import pytest

from eventing.times import EVENT_AGE_MAX
from functions.runtime.errors import InvalidRequest
from functions.runtime.http.cloud_events import SOURCE, read_event, rfc3339
from functions.runtime.http.event_signatures import (
    SIGNATURE,
    SIGNATURE_BEFORE,
    SIGNED_AT,
    EventForged,
    EventTooOld,
    check_signature,
    signature_attributes,
)
from functions.runtime.security.ed25519 import public_key
from functions.runtime.settings import Settings
from tests.support.operations.shop import KEY, OTHER_KEY, RELAY_KEY

SENT: dict[str, Any] = {
    "id": "1",
    "type": "shop.order.placed.v1",
    "time": "2026-01-01T00:00:00Z",
    "data": {"sku": "A", "quantity": 1},
}
RELAY = Settings.from_environment({"RELAY_KEY": RELAY_KEY})
CONSUMER = Settings.from_environment({"RELAY_PUBLIC_KEYS": f"{public_key(OTHER_KEY)} {public_key(RELAY_KEY)}"})
AGE_MAX = EVENT_AGE_MAX.total_seconds()
BEFORE: dict[str, Any] = {"event_keys": (KEY,)}


def attributes_of_relay(relay: Settings, age_seconds: float) -> dict[str, str]:
    now = time.time() - age_seconds
    return signature_attributes(SENT["id"], SENT["type"], rfc3339(SENT["time"]), SENT["data"], relay, now=now)


def check(
    relay: Settings = RELAY, consumer: Settings = CONSUMER, *, age_seconds: float = 0, without: str = "", **arrived: Any
) -> None:
    """A consumer's check of an event that the relay signed as SENT so long ago, and that arrives changed like this."""
    event = SENT | attributes_of_relay(relay, age_seconds) | arrived
    event.pop(without, None)
    data = event.pop("data")
    headers = {f"ce-{name}": value for name, value in event.items()}
    headers |= {"ce-source": SOURCE, "ce-specversion": "1.0", "content-type": "application/json"}
    check_signature(read_event(headers, json.dumps(data).encode()), consumer)


@pytest.mark.parametrize(
    "arrived", [{}, {"time": "2026-01-01T01:00:00.000+01:00"}, {"data": {"quantity": 1, "sku": "A"}}]
)
def test_an_event_is_authentic_however_its_time_and_its_data_are_written(arrived: dict[str, Any]) -> None:
    check(**arrived)


CHANGES = [
    {"id": "2"}, {"type": "shop.order.shipped.v1"}, {"time": "2026-01-01T00:00:00.000001Z"},
    {"data": {"sku": "A", "quantity": 2}}, {"data": {}},
]  # fmt: skip


@pytest.mark.parametrize("arrived", CHANGES)
def test_an_event_of_which_anything_was_changed_is_not(arrived: dict[str, Any]) -> None:
    with pytest.raises(EventForged):
        check(**arrived)


@pytest.mark.parametrize("age_seconds", [0, AGE_MAX - 5, 5 - AGE_MAX])
def test_an_event_is_accepted_for_a_time(age_seconds: float) -> None:
    check(age_seconds=age_seconds)


@pytest.mark.parametrize("age_seconds", [AGE_MAX + 5, -AGE_MAX - 5])
def test_an_event_of_another_time_is_not(age_seconds: float) -> None:
    with pytest.raises(EventTooOld):
        check(age_seconds=age_seconds)


# With an id of its own: processes that collect tests in different seconds would not agree on their names.
JUST_NOW = pytest.param(str(int(time.time()) + 1), id="just now")


@pytest.mark.parametrize("signed_at", [JUST_NOW, "²", "-1", "1" * 5000, "now"])
def test_nobody_makes_an_event_younger_than_it_is(signed_at: str) -> None:
    with pytest.raises(EventForged):
        check(age_seconds=AGE_MAX + 5, signedat=signed_at)


@pytest.mark.parametrize("signature", ["v1a,", "v1a,AAAA", "v1a,%", "none"])
def test_what_is_no_signature_is_none(signature: str) -> None:
    with pytest.raises(EventForged):
        check(relaysignature=signature)


@pytest.mark.parametrize("without", [SIGNATURE, SIGNED_AT])
def test_a_signature_is_needed_and_its_time(without: str) -> None:
    with pytest.raises(EventForged):
        check(without=without)


def test_what_a_consumer_has_signs_nothing() -> None:
    with pytest.raises(EventForged):
        check(relay=replace(RELAY, relay_key=CONSUMER.relay_public_keys[1]))
    with pytest.raises(EventForged):
        check(relay=replace(RELAY, relay_key=KEY))


class TestDuringARollout:
    def test_consumers_of_the_release_before_get_the_signature_that_they_know(self) -> None:
        attributes = attributes_of_relay(replace(RELAY, **BEFORE), 0)
        # As the release before has signed and verified this event; its key is KEY.
        assert attributes[SIGNATURE_BEFORE] == "v1,oXxYcpmZ79k0uyaVlf0IHBJGUouPJIACQHmBNOFc+2o="
        assert SIGNATURE_BEFORE not in attributes_of_relay(RELAY, 0)

    def test_a_relay_of_the_release_before_is_understood_until_its_key_is_taken_away(self) -> None:
        relay = replace(RELAY, **BEFORE)
        check(relay, replace(CONSUMER, **BEFORE), without=SIGNATURE)
        with pytest.raises(InvalidRequest):
            check(relay, CONSUMER, without=SIGNATURE)

    @pytest.mark.parametrize("arrived", CHANGES)
    def test_what_nobody_has_signed_is_refused_then_too(self, arrived: dict[str, Any]) -> None:
        with pytest.raises(EventForged):
            check(replace(RELAY, **BEFORE), replace(CONSUMER, **BEFORE), without=SIGNATURE, **arrived)

    def test_the_key_before_does_not_replace_a_signature_of_the_relay(self) -> None:
        with pytest.raises(EventForged):
            check(replace(RELAY, relay_key=KEY, **BEFORE), replace(CONSUMER, **BEFORE))

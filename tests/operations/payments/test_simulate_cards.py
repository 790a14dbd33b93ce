import json
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import httpx
import pytest

from functions.runtime.settings import settings
from tests.support.servers.card_simulator import CardSimulator


def ask(card_simulator: CardSimulator, action: str, key: str, **details: Any) -> httpx.Response:
    return card_simulator.asked({"action": action, "idempotency_key": key, **details})


def authorize(card_simulator: CardSimulator, key: str = "key", card: str = "card_ok", amount_minor: int = 10_00) -> Any:
    return ask(
        card_simulator,
        "authorize",
        key,
        merchant_reference="order",
        card=card,
        currency="EUR",
        amount_minor=amount_minor,
    )


class TestCardSimulator:
    def test_answers_a_repeated_key_the_same_and_charges_once(self, card_simulator: CardSimulator) -> None:
        first, again = authorize(card_simulator), authorize(card_simulator)
        assert (first.status_code, first.json()) == (200, again.json())
        assert len(card_simulator.charges()) == 1

    def test_many_at_once_with_one_key_charge_once(self, card_simulator: CardSimulator) -> None:
        with ThreadPoolExecutor(10) as pool:
            answers = list(pool.map(lambda _: authorize(card_simulator), range(10)))
        assert {answer.json()["charge_id"] for answer in answers if answer.status_code == 200} == {
            network_charge["charge_id"] for network_charge in [authorize(card_simulator).json()]
        }
        assert len(card_simulator.charges()) == 1

    def test_a_key_stands_for_one_request(self, card_simulator: CardSimulator) -> None:
        authorize(card_simulator)
        assert authorize(card_simulator, amount_minor=11_00).json()["code"] == "key_reused"

    def test_a_decline_is_remembered_too(self, card_simulator: CardSimulator) -> None:
        answers = [authorize(card_simulator, card="card_declined") for _ in range(2)]
        assert [(answer.status_code, answer.json()["code"]) for answer in answers] == [(402, "card_declined")] * 2

    @pytest.mark.parametrize(
        ("action", "amount_minor", "code"),
        [("capture", 10_01, "not_capturable"), ("refund", 1, "not_refundable")],
    )
    def test_never_moves_more_than_there_is(
        self, card_simulator: CardSimulator, action: str, amount_minor: int, code: str
    ) -> None:
        charge_id = authorize(card_simulator).json()["charge_id"]
        refused = ask(card_simulator, action, "other-key", charge_id=charge_id, amount_minor=amount_minor)
        assert (refused.status_code, refused.json()["code"]) == (422, code)

    def test_never_gives_back_more_in_parts_than_it_took(self, card_simulator: CardSimulator) -> None:
        charge_id = authorize(card_simulator).json()["charge_id"]
        ask(card_simulator, "capture", "capture", charge_id=charge_id, amount_minor=10_00)
        parts = [("first part", 6_00, 200), ("second part", 4_01, 422), ("third part", 4_00, 200)]
        for key, amount_minor, status in parts:
            answer = ask(card_simulator, "refund", key, charge_id=charge_id, amount_minor=amount_minor)
            assert answer.status_code == status

    def test_a_voided_charge_can_be_neither_captured_nor_voided(self, card_simulator: CardSimulator) -> None:
        charge_id = authorize(card_simulator).json()["charge_id"]
        assert ask(card_simulator, "void", "void-1", charge_id=charge_id).json()["state"] == "voided"
        assert ask(card_simulator, "capture", "capture", charge_id=charge_id, amount_minor=1).status_code == 422
        assert ask(card_simulator, "void", "void-2", charge_id=charge_id).status_code == 422

    def test_a_card_may_send_its_webhook_twice(self, card_simulator: CardSimulator) -> None:
        authorize(card_simulator, card="card_twice")
        first, second = card_simulator.await_webhooks(2)
        assert first.headers["webhook-id"] == second.headers["webhook-id"]
        assert first.body == second.body

    @pytest.mark.parametrize("wrong", [{"action": "steal"}, {"amount_minor": -1}, {"amount_minor": "5"}, {"x": 1}])
    def test_refuses_what_it_cannot_read(self, card_simulator: CardSimulator, wrong: dict[str, Any]) -> None:
        asked = {"action": "authorize", "idempotency_key": "key", **wrong}
        assert card_simulator.asked(asked).status_code == 422


class TestReportsOutOfOrder:
    def kinds(self, card_simulator: CardSimulator, card: str, count: int) -> list[str]:
        """What is reported of a charge on the card that is captured."""
        charge_id = authorize(card_simulator, card=card).json()["charge_id"]
        ask(card_simulator, "capture", "capture", charge_id=charge_id, amount_minor=10_00)
        card_simulator.moves_on()
        return [json.loads(webhook.body)["type"] for webhook in card_simulator.await_webhooks(count)]

    def test_may_have_the_capture_before_the_authorisation(self, card_simulator: CardSimulator) -> None:
        kinds = self.kinds(card_simulator, "card_capture_reported_first", 2)
        assert kinds == ["payment.captured", "payment.authorized"]

    def test_may_have_the_end_of_a_dispute_before_its_beginning(self, card_simulator: CardSimulator) -> None:
        kinds = self.kinds(card_simulator, "card_dispute_end_reported_first", 5)
        assert kinds[2:] == ["dispute.closed", "dispute.updated", "dispute.opened"]


class TestWebhooks:
    def test_are_no_promise_and_hold_nothing_up(
        self, card_simulator: CardSimulator, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setenv("FUNCTION_URL", "http://127.0.0.1:9/{operation}")
        settings.cache_clear()
        assert authorize(card_simulator).status_code == 200
        monkeypatch.setenv("FUNCTION_URL", card_simulator.function_url)
        settings.cache_clear()
        assert authorize(card_simulator, "another key").status_code == 200
        assert b"payment.authorized" in card_simulator.await_webhooks(1)[0].body

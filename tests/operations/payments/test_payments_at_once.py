"""Two decisions about one payment at the same moment, in the shop and at the card simulator."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import httpx
import pytest
from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from db.models.card_simulator import Charge
from db.models.messaging import OutboxEvent
from db.models.payments import Payment, Refund
from functions.runtime.database.unit_of_work import UnitOfWork
from tests.support.operations.at_once import at_once
from tests.support.operations.payments import (
    TOTAL_MINOR,
    a_captured_order,
    an_order,
    authorize,
    balances,
    cancel,
    payment,
    request_refund,
    ship,
)
from tests.support.operations.shop import Shop
from tests.support.servers.card_simulator import CardSimulator, running_card_simulator


@pytest.fixture
def card_simulator(patient_engine: Engine, monkeypatch: pytest.MonkeyPatch) -> Iterator[CardSimulator]:
    """The card simulator, which waits for locks as long as the shop does."""
    with running_card_simulator(patient_engine, monkeypatch) as card_simulator:
        yield card_simulator


@pytest.fixture
def shop(concurrent_shop: Shop, card_simulator: CardSimulator) -> Shop:
    # The functions are loaded before threads call them.
    for consumer in ("authorize-payment", "void-payment", "capture-payment"):
        concurrent_shop.deliver_raw(consumer, "no.event", {})
    concurrent_shop.call("request-refund", {}, role="staff")
    return concurrent_shop


class TestAPayment:
    def test_that_is_voided_is_not_captured_as_well(
        self, shop: Shop, engine: Engine, card_simulator: CardSimulator
    ) -> None:
        order = an_order(shop)
        authorize(shop, order)
        voided, captured = at_once(engine, select(Payment), lambda: cancel(shop, order), lambda: ship(shop, order))
        assert (voided.status_code, captured.status_code) == (204, 422)
        assert balances(shop) == {}
        assert card_simulator.calls("capture") == 0

    def test_is_not_refunded_twice_by_two_members_of_the_staff(self, shop: Shop, engine: Engine) -> None:
        order = a_captured_order(shop)
        answers = at_once(engine, select(Payment), *[lambda: request_refund(shop, order)] * 2)
        assert [answer.status_code for answer in answers] == [201, 409]
        assert [refund.amount_minor for refund in shop.session.scalars(select(Refund))] == [TOTAL_MINOR]


class TestAWebhook:
    def test_does_not_wait_for_an_event_that_is_being_handled(self, shop: Shop, engine: Engine) -> None:
        event = OutboxEvent(
            type="shop.stock.reserved.v1", subject="order", occurred_at=shop.now, data={}, traceparent="",
            request_id="", awaiting=["authorize-payment"], next_attempt_at=shop.now,
            give_up_at=shop.now + timedelta(hours=1),
        )  # fmt: skip
        shop.session.add(event)
        shop.session.commit()
        with Session(engine) as holder:
            assert holder.scalars(select(OutboxEvent).with_for_update()).all()
            unit = UnitOfWork(shop.session, lambda _: shop.now - timedelta(hours=1))
            unit.expedite("authorize-payment", "order", within=timedelta(seconds=5))
            shop.session.commit()
        assert not unit.triggers_relay


def ask(card_simulator: CardSimulator, action: str, key: str, **details: Any) -> httpx.Response:
    return card_simulator.asked({"action": action, "idempotency_key": key, **details}, timeout=60)


class TestTheCardSimulator:
    def test_refunds_what_it_captured_once(self, shop: Shop, engine: Engine, card_simulator: CardSimulator) -> None:
        reference = payment(shop, a_captured_order(shop).id).provider_reference  # type: ignore[union-attr]
        refund = {"charge_id": reference, "amount_minor": TOTAL_MINOR}
        answers = at_once(
            engine,
            select(Charge),
            *[lambda key=key: ask(card_simulator, "refund", key, **refund) for key in ("first-key", "second-key")],
        )
        assert [answer.status_code for answer in answers] == [200, 422]
        assert [charge["refunded_minor"] for charge in card_simulator.charges()] == [TOTAL_MINOR]

    def test_does_not_void_what_is_captured_while_it_is_retracted(
        self, shop: Shop, engine: Engine, card_simulator: CardSimulator
    ) -> None:
        purchase = {"merchant_reference": "order", "card": "card_ok", "currency": "EUR", "amount_minor": 10_00}
        charge_id = ask(card_simulator, "authorize", "the-key", **purchase).json()["charge_id"]
        at_once(
            engine,
            select(Charge),
            lambda: ask(card_simulator, "capture", "capture-key", charge_id=charge_id, amount_minor=10_00),
            lambda: ask(card_simulator, "retract", "the-key", **purchase),
        )
        assert [charge["state"] for charge in card_simulator.charges()] == ["captured"]

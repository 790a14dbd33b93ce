"""During a release the code before it still runs: what it writes is understood, what it reads is there."""

from typing import Any
from uuid import UUID, uuid4

import pytest
from sqlalchemy import insert, text

from db.models.orders import OrderTransition
from eventing.events.payments import PaymentDeclined
from functions.orders.queries import order_by_number
from tests.support.operations.orders import an_order
from tests.support.operations.shop import Shop

# It knows no reason_code: what it inserts has a sentence alone.
INSERT = text(
    "INSERT INTO orders.transitions (order_id, sequence, state, reason, actor, at)"
    " VALUES (:order_id, 9, :state, :reason, :actor, now())"
    " RETURNING reason_code, parameters, note"
)
UNCONFIRMED = "the card needs a confirmation that the shop does not offer"
WRITTEN = [
    ("placed", "ordered", "guest", "ordered", {}, None),
    ("reserved", "the goods are set aside", "shop", "stock_reserved", {}, None),
    ("confirmed", "paid", "shop", "payment_authorized", {}, None),
    ("shipped", "sent with La Poste", "staff", "shipped", {"carrier": "La Poste"}, None),
    ("delivered", "delivered", "staff", "delivered", {}, None),
    ("rejected", "Çay is out of stock", "shop", "out_of_stock", {"sku": "Çay"}, None),
    ("rejected", "not paid in time", "shop", "not_paid_in_time", {}, None),
    ("rejected", "the payment came after the reservation ended", "shop", "paid_too_late", {}, None),
    ("rejected", "the card was declined", "shop", "card_declined", {}, None),
    ("rejected", "there is not enough money on the card", "shop", "insufficient_funds", {}, None),
    ("rejected", "the card has expired", "shop", "expired_card", {}, None),
    ("rejected", "the card's security code is wrong", "shop", "incorrect_cvc", {}, None),
    ("rejected", "the card is not known to the payment provider", "shop", "unknown_card", {}, None),
    ("rejected", UNCONFIRMED, "shop", "authentication_required", {}, None),
    # It takes this for a sentence of an event of today's.
    ("rejected", "expired_card", "shop", "expired_card", {}, None),
    ("cancelled", "cancelled by the shopper", "guest", "cancelled_by_shopper", {}, None),
    ("cancelled", "cancelled by the shop", "staff", "cancelled_by_shop", {}, None),
    ("cancelled", "changed my mind", "guest", "cancelled_by_shopper", {}, "changed my mind"),
    ("cancelled", "looks stolen", "staff", "cancelled_by_shop", {}, "looks stolen"),
    ("return_requested", "too small", "guest", "return_requested_by_shopper", {}, "too small"),
    ("cancelled", "the payment was given back unused", "shop", "payment_voided", {}, None),
    ("shipped", "a: 5 of 9 minor units given back", "shop", "payment_refunded", {"amount_minor": 5}, "a"),
    ("refunded", "a: b: 9 of 9 minor units given back", "shop", "payment_refunded", {"amount_minor": 9}, "a: b"),
]


def order_id(shop: Shop) -> UUID:
    return order_by_number(shop.session, an_order(shop)["number"]).id


@pytest.mark.parametrize("step", WRITTEN, ids=lambda step: f"{step[0]}: {step[1]}")
def test_its_sentences_become_codes(shop: Shop, step: tuple[Any, ...]) -> None:
    state, reason, actor, *read = step
    written = {"order_id": order_id(shop), "state": state, "reason": reason, "actor": actor}
    assert list(shop.session.execute(INSERT, written).one()) == read


def test_it_finds_a_reason_where_it_looks_for_one(shop: Shop) -> None:
    entry = insert(OrderTransition).values(
        order_id=order_id(shop), sequence=9, state="rejected", reason_code="out_of_stock", actor="shop", at=shop.now
    )
    assert shop.session.scalar(entry.returning(OrderTransition.reason)) == "out_of_stock"


def test_its_events_and_todays_have_what_either_demands() -> None:
    event = PaymentDeclined(order_id=uuid4(), amount_minor=1, currency="EUR", reason_code="expired_card")
    assert event.model_dump(mode="json")["reason"] == "expired_card"
    assert PaymentDeclined.model_validate({**event.model_dump(exclude={"reason_code"})}).reason_code == "card_declined"

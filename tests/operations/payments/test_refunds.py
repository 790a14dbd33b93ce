from typing import Any
from uuid import uuid4

import pytest
from sqlalchemy import select

from db.models.messaging import StaffAction
from db.models.orders import Order
from db.models.payments import Refund
from eventing.events.payments import PaymentRefunded, RefundRequested
from functions.payments.providers.card_simulator import CardSimulatorProvider
from tests.support.operations.payments import (
    TOTAL_MINOR,
    a_captured_order,
    an_order,
    authorize,
    balances,
    payment,
    ship,
)
from tests.support.operations.shop import Shop
from tests.support.servers.card_simulator import CardSimulator


def ask(shop: Shop, order: Order, amount_minor: int | None = None, **other: Any) -> Any:
    body = {"reason": "a broken cup", **({} if amount_minor is None else {"amount_minor": amount_minor})}
    said = {"role": "staff", "key": str(uuid4()), **other}
    return shop.call("request-refund", body, query={"number": order.number}, **said)


class TestRequestRefund:
    def test_asks_for_all_that_is_left_where_no_amount_is_given(self, shop: Shop, network: CardSimulator) -> None:
        order = a_captured_order(shop)
        asked = ask(shop, order)
        assert asked.status_code == 201
        assert (asked.json["amount_minor"], asked.json["state"]) == (TOTAL_MINOR, "requested")
        (told,) = shop.announced(RefundRequested)
        assert (told["refund_id"], told["amount_minor"]) == (asked.json["id"], TOTAL_MINOR)

    def test_writes_down_who_asked(self, shop: Shop, network: CardSimulator) -> None:
        order, staff_id = a_captured_order(shop), uuid4()
        ask(shop, order, 5_00, account_id=staff_id)
        (noted,) = shop.session.scalars(select(StaffAction))
        assert (noted.actor, noted.action, noted.subject) == (str(staff_id), "request-refund", order.number)
        assert noted.detail["amount_minor"] == 5_00

    def test_parts_never_come_to_more_than_was_captured(self, shop: Shop, network: CardSimulator) -> None:
        order = a_captured_order(shop)
        assert ask(shop, order, 20_00).status_code == 201
        refused = ask(shop, order, 9_91)
        assert (refused.status_code, refused.json["refundable_minor"]) == (409, 9_90)
        assert ask(shop, order, 9_90).status_code == 201
        assert ask(shop, order).status_code == 409

    def test_the_same_request_again_asks_once(self, shop: Shop, network: CardSimulator) -> None:
        order, by = a_captured_order(shop), {"key": str(uuid4()), "account_id": uuid4()}
        first, again = (ask(shop, order, 5_00, **by) for _ in range(2))
        assert first.data == again.data
        assert len(shop.announced(RefundRequested)) == 1

    @pytest.mark.parametrize("card", ["card_ok", "card_declined"])
    def test_gives_nothing_back_that_was_not_taken(self, shop: Shop, network: CardSimulator, card: str) -> None:
        order = an_order(shop, card)
        assert ask(shop, order).status_code == 409
        authorize(shop, order)
        assert ask(shop, order).status_code == 409
        assert shop.announced(RefundRequested) == []

    @pytest.mark.parametrize("amount_minor", [0, -1, 1.5, "5", 10**13, True])
    def test_refuses_amounts_that_are_none(self, shop: Shop, network: CardSimulator, amount_minor: Any) -> None:
        refused = ask(shop, a_captured_order(shop), amount_minor)
        assert refused.status_code == 422
        assert [error["field"] for error in refused.json["errors"]] == ["amount_minor"]

    @pytest.mark.parametrize(("role", "status"), [(None, 401), ("shopper", 403), ("admin", 201)])
    def test_is_for_staff(self, shop: Shop, network: CardSimulator, role: str | None, status: int) -> None:
        assert ask(shop, a_captured_order(shop), role=role).status_code == status

    def test_an_unknown_number_is_not_found(self, shop: Shop) -> None:
        body, query = {"reason": "none"}, {"number": "CS-0000-0000"}
        assert shop.call("request-refund", body, query=query, role="staff", key=str(uuid4())).status_code == 404


class TestRefundPayment:
    def test_gives_it_back_in_parts(self, shop: Shop, network: CardSimulator) -> None:
        order = a_captured_order(shop)
        for amount_minor in (5_00, 24_90):
            ask(shop, order, amount_minor)
            for event in shop.announced(RefundRequested):
                shop.deliver("refund-payment", RefundRequested.model_validate(event))
        assert [charge["refunded_minor"] for charge in network.charges()] == [TOTAL_MINOR]
        paid = payment(shop, order.id)
        assert paid is not None
        assert (paid.captured_minor, paid.refunded_minor) == (TOTAL_MINOR, TOTAL_MINOR)
        assert balances(shop) == {"refunds": TOTAL_MINOR, "revenue": -TOTAL_MINOR}

    def test_the_same_refund_again_gives_nothing_more(self, shop: Shop, network: CardSimulator) -> None:
        ask(shop, a_captured_order(shop), 5_00)
        (told,) = shop.announced(RefundRequested)
        for _ in range(2):
            assert shop.deliver("refund-payment", RefundRequested.model_validate(told)).status_code == 204
        assert (network.calls("refund"), network.charges()[0]["refunded_minor"]) == (1, 5_00)
        assert [event["reason"] for event in shop.announced(PaymentRefunded)] == ["a broken cup"] * 2
        assert shop.session.scalars(select(Refund.state)).all() == ["done"]

    def test_an_answer_that_is_lost_after_success_gives_it_back_once(self, shop: Shop, network: CardSimulator) -> None:
        shop.parts["provider"] = CardSimulatorProvider(network.url, answer_seconds=1.5)
        order, event_id = an_order(shop, "card_timeout_after_success"), str(uuid4())
        for _ in range(2):
            authorize(shop, order, event_id=event_id)
        for _ in range(2):
            ship(shop, order, event_id=event_id)
        ask(shop, order, 5_00)
        (told,) = shop.announced(RefundRequested)
        refunds = [shop.deliver("refund-payment", RefundRequested.model_validate(told)).status_code for _ in range(2)]
        assert refunds == [503, 204]
        assert [charge["refunded_minor"] for charge in network.charges()] == [5_00]

    def test_what_nobody_asked_for_is_poison(self, shop: Shop, network: CardSimulator) -> None:
        order = a_captured_order(shop)
        made_up = RefundRequested(order_id=order.id, refund_id=uuid4(), amount_minor=1, currency="EUR")
        assert shop.deliver("refund-payment", made_up).status_code == 422
        assert network.calls("refund") == 0

    def test_what_the_provider_refuses_goes_to_the_staff(self, shop: Shop, network: CardSimulator) -> None:
        order = a_captured_order(shop)
        ask(shop, order)
        paid = payment(shop, order.id)
        assert paid is not None
        paid.provider_reference = "ch_that_nobody_knows"
        shop.session.commit()
        refused = shop.deliver_announced("refund-payment", RefundRequested)
        assert (refused.status_code, refused.json["code"]) == (422, "unknown_charge")

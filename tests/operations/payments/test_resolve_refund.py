from typing import Any
from uuid import uuid4

import pytest
from sqlalchemy import select

from db.models.messaging import StaffAction
from db.models.orders import Order
from db.models.payments import Refund
from eventing.events.payments import PaymentRefunded, RefundRequested
from tests.support.operations.payments import (
    EARNED,
    TOTAL_MINOR,
    a_captured_order,
    balances,
    carry_out_refund,
    close_refund,
    payment,
    record_changes,
    refund,
    request_refund,
    resolve,
    shown_payment,
)
from tests.support.operations.shop import Shop
from tests.support.servers.card_simulator import CardSimulator

REFUNDED = {"refunds": TOTAL_MINOR, "revenue": -TOTAL_MINOR}
PAID_OTHERWISE = {
    "refunds": TOTAL_MINOR,
    "paid_otherwise": -TOTAL_MINOR,
    "receivable_from_provider": TOTAL_MINOR,
    "revenue": -TOTAL_MINOR,
}


@pytest.fixture
def order(shop: Shop, card_simulator: CardSimulator) -> Order:
    return a_captured_order(shop, "card_refund_refused")


@pytest.fixture
def refused(shop: Shop, order: Order) -> str:
    """A refund that the provider has refused."""
    return refund(shop, order)


def a_failed_refund(shop: Shop, card_simulator: CardSimulator) -> tuple[Order, str]:
    order = a_captured_order(shop, "card_refund_fails")
    refund_id = refund(shop, order)
    card_simulator.moves_on()
    record_changes(shop, order)
    return order, refund_id


class TestRefusedRefund:
    def test_is_tried_again_under_a_new_key(self, shop: Shop, order: Order, refused: str) -> None:
        answer = resolve(shop, order, refused)
        assert (answer.status_code, answer.json["state"]) == (200, "requested")
        (_, event) = shop.announced(RefundRequested)
        assert (event["refund_id"], event["amount_minor"]) == (refused, TOTAL_MINOR)
        carry_out_refund(shop, refused)
        # The provider would answer the key that it has refused as it did before.
        assert shop.session.scalars(select(Refund.attempt)).all() == [2]
        assert (shown_payment(shop, order)["refunds"][0]["state"], balances(shop)) == ("refused", EARNED)

    def test_is_settled_in_another_way_once(self, shop: Shop, order: Order, refused: str) -> None:
        answer = resolve(shop, order, refused, "bank transfer of 29 November")
        assert (answer.json["state"], answer.json["settled_by"]) == ("done", "bank transfer of 29 November")
        assert balances(shop) == PAID_OTHERWISE
        paid = payment(shop, order.id)
        assert paid is not None
        assert paid.refunded_minor == TOTAL_MINOR
        (event,) = shop.announced(PaymentRefunded)
        assert (event["refund_id"], event["amount_minor"], event["left_minor"]) == (refused, TOTAL_MINOR, 0)
        assert "bank transfer" not in str(event)
        again = resolve(shop, order, refused)
        assert (again.status_code, again.json["type"]) == (409, "urn:cloudshop:problem:refund-not-open")

    def test_gives_back_no_more_than_is_left_by_now(self, shop: Shop, order: Order, refused: str) -> None:
        assert request_refund(shop, order, 1).status_code == 201
        for settled_by in (None, "in cash"):
            answer = resolve(shop, order, refused, settled_by)
            assert (answer.status_code, answer.json["refundable_minor"]) == (409, TOTAL_MINOR - 1)

    def test_is_within_what_the_role_may_give_back(self, shop: Shop, order: Order, refused: str) -> None:
        limited: dict[str, Any] = {"permissions": {"payments.refund": TOTAL_MINOR - 1}}
        assert resolve(shop, order, refused, "in cash", **limited).status_code == 403
        assert resolve(shop, order, refused, permissions={"orders.read": None}).status_code == 403

    def test_is_not_for_what_staff_ordered_themselves(self, shop: Shop, order: Order, refused: str) -> None:
        order.account_id = uuid4()
        shop.session.commit()
        assert resolve(shop, order, refused, "in cash", account_id=order.account_id).status_code == 403

    def test_records_who_decided(self, shop: Shop, order: Order, refused: str) -> None:
        staff_id = uuid4()
        resolve(shop, order, refused, "in cash", account_id=staff_id)
        noted = shop.session.scalars(select(StaffAction).where(StaffAction.action == "resolve-refund")).one()
        assert (noted.actor, noted.subject) == (str(staff_id), order.number)
        assert noted.detail == {
            **{"refund_id": refused, "amount_minor": TOTAL_MINOR},
            **{"settled_by": "in cash", "closed_because": None},
        }


class TestClosedRefund:
    def test_gives_nothing_back_and_needs_no_decision_any_more(self, shop: Shop, order: Order, refused: str) -> None:
        answer = close_refund(shop, order, refused)
        assert (answer.json["state"], answer.json["closed_because"]) == ("refused", "refunded by another one")
        assert (shown_payment(shop, order)["refunds"], balances(shop)) == ([answer.json], EARNED)
        assert shop.announced(PaymentRefunded) == []
        for again in (resolve(shop, order, refused), resolve(shop, order, refused, "in cash")):
            assert (again.status_code, again.json["type"]) == (409, "urn:cloudshop:problem:refund-not-open")

    def test_may_be_one_whose_amount_is_gone(self, shop: Shop, order: Order, refused: str) -> None:
        instead = refund(shop, order)
        assert resolve(shop, order, instead, "in cash").status_code == 200
        assert resolve(shop, order, refused, "in cash").status_code == 409
        assert close_refund(shop, order, refused).status_code == 200
        assert balances(shop) == PAID_OTHERWISE

    def test_leaves_the_amount_to_other_refunds(self, shop: Shop, order: Order, refused: str) -> None:
        close_refund(shop, order, refused)
        assert request_refund(shop, order).status_code == 201

    def test_is_not_one_whose_money_came_back(self, shop: Shop, card_simulator: CardSimulator) -> None:
        failed, refund_id = a_failed_refund(shop, card_simulator)
        answer = close_refund(shop, failed, refund_id)
        assert (answer.status_code, answer.json["type"]) == (409, "urn:cloudshop:problem:refund-owed")

    def test_is_not_settled_in_another_way_at_once(self, shop: Shop, order: Order, refused: str) -> None:
        query, both = {"number": order.number, "id": refused}, {"settled_by": "in cash", "closed_because": "no"}
        assert shop.call("resolve-refund", both, query=query, role="staff", key=str(uuid4())).status_code == 422


class TestFailedRefund:
    def test_is_tried_again_and_booked_once_as_a_refund(self, shop: Shop, card_simulator: CardSimulator) -> None:
        order, refund_id = a_failed_refund(shop, card_simulator)
        assert resolve(shop, order, refund_id).json["state"] == "retrying"
        assert request_refund(shop, order, 1).json["refundable_minor"] == 0
        carry_out_refund(shop, refund_id)
        assert balances(shop) == REFUNDED
        assert [charge["refunded_minor"] for charge in card_simulator.charges()] == [TOTAL_MINOR]
        paid = payment(shop, order.id)
        assert paid is not None
        assert paid.refunded_minor == TOTAL_MINOR

    def test_is_settled_in_another_way_and_owed_no_more(self, shop: Shop, card_simulator: CardSimulator) -> None:
        order, refund_id = a_failed_refund(shop, card_simulator)
        assert resolve(shop, order, refund_id, "in cash").json["state"] == "done"
        record_changes(shop, order)
        assert balances(shop) == PAID_OTHERWISE
        assert shown_payment(shop, order)["refunds"][0]["state"] == "done"


class TestResolveRefund:
    def test_leaves_alone_what_is_under_way_or_done(self, shop: Shop, card_simulator: CardSimulator) -> None:
        order = a_captured_order(shop)
        refund_id = request_refund(shop, order, 5_00).json["id"]
        assert resolve(shop, order, refund_id).json["state"] == "requested"
        carry_out_refund(shop, refund_id)
        assert resolve(shop, order, refund_id).json["state"] == "done"

    def test_another_orders_refund_is_not_found(self, shop: Shop, order: Order, refused: str) -> None:
        other = a_captured_order(shop)
        for asked, refund_id in ((other, refused), (order, str(uuid4()))):
            answer = resolve(shop, asked, refund_id)
            assert (answer.status_code, answer.json["type"]) == (404, "urn:cloudshop:problem:refund-unknown")

    @pytest.mark.parametrize(("role", "status"), [(None, 401), ("shopper", 403)])
    def test_is_for_staff(self, shop: Shop, order: Order, refused: str, role: str | None, status: int) -> None:
        assert resolve(shop, order, refused, role=role).status_code == status

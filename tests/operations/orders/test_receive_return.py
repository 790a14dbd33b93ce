from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from sqlalchemy import select

from db.models.order_refunds import OrderRefund
from db.models.orders import Order
from eventing.events.payments import PaymentRefunded
from eventing.events.returns import ReturnReceived
from functions.orders.returns.rules import WITHDRAWAL_PERIOD
from tests.support.operations.orders import act, actions, an_order, last, move_to, present, shopper
from tests.support.operations.shop import Shop

EMAIL: dict[str, Any] = {"email": "ada@example.org"}


def a_delivered_order(shop: Shop, quantity: int = 3) -> dict[str, Any]:
    """So many items at 12.50, with 4.90 for the shipping."""
    placed = an_order(shop, "delivered", quantity=quantity, **EMAIL)
    order = present(shop, placed)
    return {"id": order.id, "number": order.number, "sku": placed["lines"][0]["sku"]}


def announce(shop: Shop, order: dict[str, Any], quantity: int | None = None) -> None:
    lines = {} if quantity is None else {"lines": [{"sku": order["sku"], "quantity": quantity}]}
    asked = act(shop, "request-return", order["number"], {**EMAIL, **lines})
    assert asked.status_code == 200, asked.json


def receive(shop: Shop, order: dict[str, Any], minor: int | None, **arrived: Any) -> Any:
    body: dict[str, Any] = {"lines": [{"sku": order["sku"], **arrived}] if arrived else []}
    body |= {} if minor is None else {"expected_refund_minor": minor}
    return act(shop, "receive-return", order["number"], body, role="staff")


def refund(shop: Shop, order: dict[str, Any], received: Any) -> None:
    """What comes of it: the payments context has refunded it."""
    returned = received.json["returns"][-1]
    shop.deliver(
        "mark-order-refunded",
        PaymentRefunded(
            order_id=order["id"],
            refund_id=UUID(returned["id"]),
            amount_minor=returned["refund_minor"],
            currency="EUR",
        ),
    )


class TestReceiveReturn:
    def test_refunds_exactly_the_lines_that_arrived(self, shop: Shop) -> None:
        order = a_delivered_order(shop)
        announce(shop, order, 2)
        received = receive(shop, order, 25_00, resellable=1, damaged=1)
        assert (received.status_code, received.json["state"], last(received)[0]) == (
            200,
            "delivered",
            "return_received",
        )
        (event,) = shop.announced(ReturnReceived)
        assert (event["amount_minor"], event["shipping_minor"]) == (25_00, 0)
        assert [(line["resellable"], line["damaged"]) for line in event["lines"]] == [(1, 1)]
        assert received.json["lines"][0]["returnable"] == 1
        assert ("receive-return", order["number"]) in actions(shop)

    def test_a_withdrawal_of_everything_refunds_the_shipping_too(self, shop: Shop) -> None:
        order = a_delivered_order(shop)
        announce(shop, order)
        received = receive(shop, order, 42_40, resellable=3)
        assert received.json["returns"][0]["shipping_minor"] == 4_90
        refund(shop, order, received)
        assert (present(shop, order).state, present(shop, order).refunded_minor) == ("refunded", 42_40)

    def test_of_an_express_parcel_the_standard_shipping_is_refunded(self, shop: Shop) -> None:
        order = a_delivered_order(shop)
        shop.session.get_one(Order, order["id"]).standard_shipping_minor = 3_00
        shop.session.commit()
        announce(shop, order)
        assert receive(shop, order, 40_50, resellable=3).json["returns"][0]["shipping_minor"] == 3_00

    def test_a_late_return_of_everything_does_not_refund_the_shipping(self, shop: Shop) -> None:
        number = an_order(shop, "delivered", **EMAIL)["number"]
        shop.now += WITHDRAWAL_PERIOD + timedelta(seconds=1)
        order = {"number": number, "sku": present(shop, {"number": number}).lines[0].sku}
        announce(shop, order)
        received = receive(shop, order, None, resellable=1)
        assert received.json["refund_minor"] == present(shop, order).subtotal_minor

    def test_what_is_missing_is_not_refunded_and_may_come_again(self, shop: Shop) -> None:
        order = a_delivered_order(shop)
        announce(shop, order)
        received = receive(shop, order, 0)
        assert (received.json["state"], received.json["lines"][0]["returnable"]) == ("delivered", 3)
        announce(shop, order)

    def test_the_vat_of_the_lines_is_taken_back_to_the_cent(self, shop: Shop) -> None:
        order = a_delivered_order(shop)
        for quantity, minor in ((1, 12_50), (2, 29_90)):
            announce(shop, order, quantity)
            refund(shop, order, receive(shop, order, minor, resellable=quantity))
        assert present(shop, order).state == "refunded"
        refunds = shop.session.scalars(select(OrderRefund).order_by(OrderRefund.amount_minor)).all()
        taken = [[tax["tax_minor"] for tax in each.taxes or []] for each in refunds]
        (stored,) = present(shop, order).taxes or []
        assert taken == [[2_08], [stored["tax_minor"] - 2_08]]

    def test_what_has_lost_value_is_refunded_without_that(self, shop: Shop) -> None:
        order = a_delivered_order(shop)
        announce(shop, order, 2)
        lost: dict[str, Any] = {"lost_value_minor": 5_00, "lost_value_reason": "it was worn outdoors"}
        received = receive(shop, order, 20_00, resellable=1, damaged=1, **lost)
        (line,) = received.json["returns"][0]["lines"]
        assert (line["refund_minor"], line["lost_value_minor"]) == (20_00, 5_00)
        assert line["lost_value_reason"] == "it was worn outdoors"
        (event,) = shop.announced(ReturnReceived)
        assert (event["amount_minor"], event["lines"][0]["lost_value_minor"]) == (20_00, 5_00)
        refund(shop, order, received)
        (refunded,) = shop.session.scalars(select(OrderRefund)).all()
        assert [tax["tax_minor"] for tax in refunded.taxes or []] == [3_34]

    def test_no_more_value_is_lost_than_was_paid_and_the_shopper_reads_why(self, shop: Shop) -> None:
        order = a_delivered_order(shop)
        announce(shop, order, 2)
        refused = receive(shop, order, 0, resellable=1, lost_value_minor=12_51, lost_value_reason="scratched")
        assert (refused.status_code, refused.json["paid_minor"]) == (409, 12_50)
        assert receive(shop, order, 0, resellable=1, lost_value_minor=1).status_code == 422
        received = receive(shop, order, 0, resellable=1, lost_value_minor=12_50, lost_value_reason="scratched")
        assert (received.status_code, received.json["state"]) == (200, "delivered")

    def test_no_more_is_refunded_than_is_left(self, shop: Shop) -> None:
        order = a_delivered_order(shop)
        event = PaymentRefunded(order_id=order["id"], refund_id=uuid4(), amount_minor=40_00, currency="EUR")
        shop.deliver("mark-order-refunded", event)
        announce(shop, order)
        refund(shop, order, receive(shop, order, 2_40, resellable=3))
        assert (present(shop, order).state, present(shop, order).refunded_minor) == ("refunded", 42_40)
        taxes = shop.session.scalars(select(OrderRefund.taxes)).all()
        taken = sum(tax["tax_minor"] for each in taxes for tax in each or [])
        assert taken == sum(tax["tax_minor"] for tax in present(shop, order).taxes or [])

    @pytest.mark.parametrize("minor", [None, 12_49])
    def test_staff_agree_to_the_amount_that_is_refunded(self, shop: Shop, minor: int | None) -> None:
        order = a_delivered_order(shop)
        announce(shop, order, 1)
        refused = receive(shop, order, minor, resellable=1)
        assert (refused.status_code, refused.json["refund_minor"]) == (409, 12_50)
        assert (present(shop, order).state, shop.announced(ReturnReceived)) == ("return_requested", [])

    def test_no_more_arrives_than_was_announced(self, shop: Shop) -> None:
        order = a_delivered_order(shop)
        announce(shop, order, 1)
        refused = receive(shop, order, 25_00, resellable=1, damaged=1)
        assert (refused.status_code, refused.json["returnable"]) == (409, 1)

    def test_a_role_refunds_up_to_its_limit(self, shop: Shop) -> None:
        order = a_delivered_order(shop)
        announce(shop, order, 1)
        body = {"lines": [{"sku": order["sku"], "resellable": 1}], "expected_refund_minor": 12_50}
        few = {"orders.read": None, "orders.receive-return": 12_49}
        refused = act(shop, "receive-return", order["number"], body, role="staff", permissions=few)
        assert (refused.status_code, refused.json["limit_minor"]) == (403, 12_49)

    def test_an_order_that_staff_refunded_meanwhile_stays_so(self, shop: Shop) -> None:
        order = a_delivered_order(shop)
        announce(shop, order)
        event = PaymentRefunded(order_id=order["id"], refund_id=uuid4(), amount_minor=42_40, currency="EUR")
        shop.deliver("mark-order-refunded", event)
        received = receive(shop, order, 0, resellable=3)
        assert (received.json["state"], received.json["returns"][0]["state"]) == ("refunded", "received")

    def test_a_part_of_a_requested_return_that_was_refunded_by_hand_is_no_dead_end(self, shop: Shop) -> None:
        order = a_delivered_order(shop)
        announce(shop, order)
        event = PaymentRefunded(order_id=order["id"], refund_id=uuid4(), amount_minor=1_00, currency="EUR")
        shop.deliver("mark-order-refunded", event)
        assert receive(shop, order, 0).json["state"] == "delivered"

    def test_what_the_release_before_requested_after_a_return_is_what_is_left(self, shop: Shop) -> None:
        order = a_delivered_order(shop)
        announce(shop, order, 1)
        receive(shop, order, 12_50, resellable=1)
        move_to(shop, present(shop, order), "return_requested")
        shop.session.commit()
        received = receive(shop, order, 25_00, resellable=2)
        assert [each["lines"][0]["quantity"] for each in received.json["returns"]] == [1, 2]

    def test_staff_do_not_receive_what_they_ordered(self, shop: Shop) -> None:
        me = UUID(int=9)
        number = an_order(shop, "delivered", account_id=me)["number"]
        act(shop, "request-return", number, {}, **shopper(me))
        refused = act(shop, "receive-return", number, {"lines": []}, role="staff", account_id=me)
        assert (refused.status_code, refused.json["type"]) == (403, "urn:cloudshop:problem:own-order")

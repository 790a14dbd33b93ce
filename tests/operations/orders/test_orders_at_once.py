"""Shopper and staff decide about one order at the same moment: one of them is first."""

from uuid import uuid4

import pytest
from sqlalchemy import Engine, select

from db.models.orders import Order
from eventing.events.orders import OrderCancelled, OrderConfirmed, OrderShipped
from eventing.events.stock import StockCommitted
from functions.orders.queries import order_by_number
from tests.support.factories import ADDRESS
from tests.support.operations.at_once import at_once
from tests.support.operations.orders import SHIPMENT, UNKNOWN, act, an_order, present, shopper
from tests.support.operations.shop import Shop


@pytest.fixture
def shop(concurrent_shop: Shop) -> Shop:
    # The functions are loaded before threads call them.
    for operation, body in (("cancel-order", None), ("ship-order", SHIPMENT)):
        act(concurrent_shop, operation, UNKNOWN, body, role="staff")
    act(concurrent_shop, "change-order-address", UNKNOWN, {"address": ADDRESS}, method="PUT", role="staff")
    concurrent_shop.deliver_raw("confirm-order", "no.event", {})
    return concurrent_shop


EMAIL = {"email": "ada@example.org"}


class TestAChangeAndAShipmentAtOnce:
    """The shopper has seen the third version of the order, and so have staff who ship it."""

    @pytest.mark.parametrize(
        ("is_shipped_first", "statuses", "captured"), [(True, [200, 412], [29_90]), (False, [200, 200], [17_40])]
    )
    def test_only_what_is_shipped_is_paid(
        self, shop: Shop, engine: Engine, is_shipped_first: bool, statuses: list[int], captured: list[int]
    ) -> None:
        placed = an_order(shop, "confirmed", quantity=2)
        some = [{"sku": placed["lines"][0]["sku"], "quantity": 1}]
        taken_out = EMAIL | {"lines": some, "expected_amount_minor": 12_50}
        calls = [
            lambda: act(shop, "ship-order", placed["number"], SHIPMENT, role="staff"),
            lambda: act(shop, "cancel-order", placed["number"], taken_out, if_match='"3"'),
        ]
        order = select(Order).where(Order.number == placed["number"])
        answers = at_once(engine, order, *(calls if is_shipped_first else reversed(calls)))
        assert [answer.status_code for answer in answers] == statuses
        assert [event["capture_minor"] for event in shop.announced(OrderShipped)] == captured
        shipped = [line["quantity"] for event in shop.announced(OrderShipped) for line in event["lines"]]
        assert shipped == [2 if is_shipped_first else 1]

    @pytest.mark.parametrize(("is_shipped_first", "statuses"), [(True, [200, 409]), (False, [200, 412])])
    def test_nothing_is_shipped_to_an_address_that_staff_have_not_seen(
        self, shop: Shop, engine: Engine, is_shipped_first: bool, statuses: list[int]
    ) -> None:
        placed = an_order(shop, "confirmed")
        moved = EMAIL | {"address": ADDRESS | {"street": "9 quai de la Gare"}}
        calls = [
            lambda: act(shop, "ship-order", placed["number"], SHIPMENT, role="staff", if_match='"3"'),
            lambda: act(shop, "change-order-address", placed["number"], moved, method="PUT", if_match=None),
        ]
        order = select(Order).where(Order.number == placed["number"])
        answers = at_once(engine, order, *(calls if is_shipped_first else reversed(calls)))
        assert [answer.status_code for answer in answers] == statuses
        street = present(shop, placed).address["street"]
        assert street == (ADDRESS["street"] if is_shipped_first else "9 quai de la Gare")
        assert len(shop.announced(OrderShipped)) == int(is_shipped_first)


class TestTwoDecisionsAtOnce:
    def test_an_order_is_shipped_or_cancelled_but_never_both(self, shop: Shop, engine: Engine) -> None:
        account_id = uuid4()
        number = an_order(shop, "confirmed", account_id=account_id)["number"]
        answers = at_once(
            engine,
            select(Order).where(Order.number == number),
            lambda: act(shop, "cancel-order", number, **shopper(account_id)),
            lambda: act(shop, "ship-order", number, SHIPMENT, role="staff"),
        )
        assert sorted(answer.status_code for answer in answers) == [200, 409]
        assert len(shop.announced(OrderCancelled)) + len(shop.announced(OrderShipped)) == 1

    def test_cancelling_twice_announces_it_once(self, shop: Shop, engine: Engine) -> None:
        account_id = uuid4()
        number = an_order(shop, account_id=account_id)["number"]
        answers = at_once(
            engine,
            select(Order).where(Order.number == number),
            *[lambda: act(shop, "cancel-order", number, **shopper(account_id))] * 2,
        )
        assert [answer.status_code for answer in answers] == [200, 200]
        assert len(shop.announced(OrderCancelled)) == 1

    def test_an_order_that_is_cancelled_is_not_confirmed(self, shop: Shop, engine: Engine) -> None:
        number = an_order(shop, "reserved")["number"]
        order = order_by_number(shop.session, number)
        at_once(
            engine,
            select(Order),
            lambda: act(shop, "cancel-order", number, {"email": order.email}),
            lambda: shop.deliver("confirm-order", StockCommitted(order_id=order.id)),
        )
        shop.session.expire_all()
        assert order_by_number(shop.session, number).state == "cancelled"
        assert shop.announced(OrderConfirmed) == []

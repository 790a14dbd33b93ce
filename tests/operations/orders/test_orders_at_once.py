"""Shopper and staff decide about one order at the same moment: one of them is first."""

from uuid import uuid4

import pytest
from sqlalchemy import Engine, select

from db.models.orders import Order
from eventing.events.orders import OrderCancelled, OrderConfirmed, OrderShipped
from eventing.events.stock import StockCommitted
from functions.orders.queries import order_by_number
from tests.support.operations.at_once import at_once
from tests.support.operations.orders import SHIPMENT, UNKNOWN, act, an_order, shopper
from tests.support.operations.shop import Shop


@pytest.fixture
def shop(concurrent_shop: Shop) -> Shop:
    # The functions are loaded before threads call them.
    for operation, body in (("cancel-order", None), ("ship-order", SHIPMENT)):
        act(concurrent_shop, operation, UNKNOWN, body, role="staff")
    concurrent_shop.deliver_raw("confirm-order", "no.event", {})
    return concurrent_shop


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

from typing import Any

import pytest

from eventing.events.orders import OrderRejected
from eventing.events.payments import PaymentDeclined
from eventing.events.stock import StockExpired, StockRejected
from tests.support.operations.orders import present, put_into
from tests.support.operations.shop import Shop


class TestRejectOrder:
    @pytest.mark.parametrize("kind", [StockRejected, StockExpired])
    def test_ends_the_order_with_the_reason(self, shop: Shop, order: dict[str, Any], kind: Any) -> None:
        shop.deliver("reject-order", kind(order_id=order["id"], reason="MUG-1 is out of stock"))
        ended = present(shop, order)
        assert (ended.state, ended.deadline_at) == ("rejected", None)
        assert ended.timeline[-1].reason == "MUG-1 is out of stock"
        assert [event["reason"] for event in shop.announced(OrderRejected)] == ["MUG-1 is out of stock"]

    def test_a_declined_payment_ends_it_too(self, shop: Shop, order: dict[str, Any]) -> None:
        declined = PaymentDeclined(order_id=order["id"], amount_minor=2990, currency="EUR", reason="card declined")
        shop.deliver("reject-order", declined)
        assert present(shop, order).state == "rejected"

    def test_does_not_touch_a_confirmed_order(self, shop: Shop, order: dict[str, Any]) -> None:
        put_into(shop, order, "confirmed")
        shop.deliver("reject-order", StockExpired(order_id=order["id"], reason="late"))
        assert present(shop, order).state == "confirmed"

from typing import Any

import pytest

from eventing.events.orders import OrderRejected
from eventing.events.payments import PaymentDeclined
from eventing.events.stock import StockExpired, StockRejected
from tests.support.operations.orders import present, put_into
from tests.support.operations.shop import Shop


class TestRejectOrder:
    @pytest.mark.parametrize(
        ("kind", "details", "code"),
        [
            (StockRejected, {"sku": "MUG-1", "available": 3}, "out_of_stock"),
            (StockExpired, {"reason_code": "paid_too_late"}, "paid_too_late"),
            (PaymentDeclined, {"amount_minor": 1, "currency": "EUR", "reason_code": "expired_card"}, "expired_card"),
        ],
    )
    def test_ends_the_order_with_the_reason(
        self, shop: Shop, order: dict[str, Any], kind: Any, details: dict[str, Any], code: str
    ) -> None:
        shop.deliver("reject-order", kind(order_id=order["id"], **details))
        ended = present(shop, order)
        assert (ended.state, ended.deadline_at) == ("rejected", None)
        short = {"sku": "MUG-1", "available": 3} if kind is StockRejected else {}
        assert (ended.timeline[-1].reason_code, ended.timeline[-1].parameters) == (code, short)
        (event,) = shop.announced(OrderRejected)
        assert (event["reason_code"], event["sku"], event["available"]) == (code, *(short.values() or ("", 0)))

    @pytest.mark.parametrize(
        ("kind", "code"),
        [(StockRejected, "out_of_stock"), (StockExpired, "not_paid_in_time"), (PaymentDeclined, "card_declined")],
    )
    def test_understands_events_of_the_release_before(
        self, shop: Shop, order: dict[str, Any], kind: Any, code: str
    ) -> None:
        sentence = {"order_id": str(order["id"]), "reason": "a sentence", "amount_minor": 1, "currency": "EUR"}
        assert shop.deliver_raw("reject-order", kind.TYPE, sentence).status_code == 204
        assert present(shop, order).timeline[-1].reason_code == code

    def test_does_not_touch_a_confirmed_order(self, shop: Shop, order: dict[str, Any]) -> None:
        put_into(shop, order, "confirmed")
        shop.deliver("reject-order", StockExpired(order_id=order["id"]))
        assert present(shop, order).state == "confirmed"

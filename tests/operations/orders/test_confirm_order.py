from typing import Any
from uuid import uuid4

from eventing.events.orders import OrderConfirmed
from eventing.events.stock import StockCommitted, StockReserved
from tests.support.operations.orders import present, put_into
from tests.support.operations.shop import Shop


class TestConfirmOrder:
    def test_confirms_a_reserved_order(self, shop: Shop, order: dict[str, Any]) -> None:
        shop.deliver("mark-order-reserved", StockReserved(order_id=order["id"]))
        shop.deliver("confirm-order", StockCommitted(order_id=order["id"]))
        states = [step.state for step in present(shop, order).timeline]
        assert states == ["placed", "reserved", "confirmed"]
        assert len(shop.announced(OrderConfirmed)) == 1

    def test_confirms_an_order_whose_reservation_is_not_known_yet(self, shop: Shop, order: dict[str, Any]) -> None:
        shop.deliver("confirm-order", StockCommitted(order_id=order["id"]))
        assert [step.state for step in present(shop, order).timeline] == ["placed", "reserved", "confirmed"]

    def test_leaves_nothing_to_resume(self, shop: Shop, order: dict[str, Any]) -> None:
        assert present(shop, order).deadline_at is not None
        shop.deliver("confirm-order", StockCommitted(order_id=order["id"]))
        assert present(shop, order).deadline_at is None

    def test_leaves_a_cancelled_order_cancelled(self, shop: Shop, order: dict[str, Any]) -> None:
        put_into(shop, order, "cancelled")
        assert shop.deliver("confirm-order", StockCommitted(order_id=order["id"])).status_code == 204
        assert present(shop, order).state == "cancelled"
        assert shop.announced(OrderConfirmed) == []

    def test_an_event_about_an_unknown_order_is_poison_and_not_retried(self, shop: Shop) -> None:
        assert shop.deliver("confirm-order", StockCommitted(order_id=uuid4())).status_code == 422

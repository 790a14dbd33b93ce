from typing import Any

from eventing.events.stock import StockCommitted, StockReserved
from tests.support.operations.orders import present, put_into
from tests.support.operations.shop import Shop


class TestMarkOrderReserved:
    def test_a_second_event_adds_no_step_to_the_timeline(self, shop: Shop, order: dict[str, Any]) -> None:
        for _ in range(2):
            assert shop.deliver("mark-order-reserved", StockReserved(order_id=order["id"])).status_code == 204
        assert [step.state for step in present(shop, order).timeline] == ["placed", "reserved"]

    def test_leaves_a_cancelled_order_cancelled(self, shop: Shop, order: dict[str, Any]) -> None:
        put_into(shop, order, "cancelled")
        assert shop.deliver("mark-order-reserved", StockReserved(order_id=order["id"])).status_code == 204
        assert present(shop, order).state == "cancelled"

    def test_keeps_the_timeline_whole_when_events_overtake_each_other(self, shop: Shop, order: dict[str, Any]) -> None:
        shop.deliver("confirm-order", StockCommitted(order_id=order["id"]))
        shop.deliver("mark-order-reserved", StockReserved(order_id=order["id"]))
        states = [step.state for step in present(shop, order).timeline]
        assert states == ["placed", "reserved", "confirmed"]

from typing import Any

from eventing.events.orders import OrderOverdue, OrderPlaced
from tests.support.operations.orders import present
from tests.support.operations.shop import Shop


class TestResumeOrder:
    def test_asks_again_for_an_order_past_its_deadline(self, shop: Shop, order: dict[str, Any]) -> None:
        late = present(shop, order).deadline_at
        assert late is not None
        shop.now = late
        shop.deliver("resume-order", OrderOverdue(order_id=order["id"], number=order["number"], state="placed"))
        assert len(shop.announced(OrderPlaced)) == 2
        assert present(shop, order).deadline_at > late  # type: ignore[operator]

    def test_leaves_an_order_that_went_on_by_itself(self, shop: Shop, order: dict[str, Any]) -> None:
        shop.deliver("resume-order", OrderOverdue(order_id=order["id"], number=order["number"], state="placed"))
        assert len(shop.announced(OrderPlaced)) == 1

import pytest

from db.models.order_codes import STATES
from eventing.events.orders import OrderDelivered
from tests.support.operations.orders import act, actions, an_order
from tests.support.operations.shop import Shop


class TestMarkOrderDelivered:
    def test_ends_the_way_of_a_shipped_order(self, shop: Shop) -> None:
        number = an_order(shop, "shipped")["number"]
        delivered = act(shop, "mark-order-delivered", number, role="staff").json
        assert [step["state"] for step in delivered["timeline"]][-2:] == ["shipped", "delivered"]
        assert [event["number"] for event in shop.announced(OrderDelivered)] == [number]
        assert actions(shop) == [("mark-order-delivered", number)]

    @pytest.mark.parametrize("state", sorted(set(STATES) - {"shipped"}))
    def test_delivers_no_other(self, shop: Shop, state: str) -> None:
        refused = act(shop, "mark-order-delivered", an_order(shop, state)["number"], role="staff")
        assert (refused.status_code, refused.json["state"]) == (409, state)

from datetime import timedelta

import pytest

from db.models.order_codes import STATES
from eventing.events.orders import OrderDelivered
from functions.orders.rules import RETURN_PERIOD
from tests.support.operations.orders import act, actions, an_order
from tests.support.operations.shop import Shop


class TestMarkOrderDelivered:
    def test_ends_the_way_of_a_shipped_order(self, shop: Shop) -> None:
        number = an_order(shop, "shipped")["number"]
        delivered = act(shop, "mark-order-delivered", number, role="staff").json
        assert [step["state"] for step in delivered["timeline"]][-2:] == ["shipped", "delivered"]
        assert [event["number"] for event in shop.announced(OrderDelivered)] == [number]
        assert actions(shop) == [("mark-order-delivered", number)]

    def test_a_return_that_was_announced_before_waits_and_then_the_order_is_delivered(self, shop: Shop) -> None:
        placed = an_order(shop, "shipped", email="ada@example.org")
        number, (line,) = placed["number"], placed["lines"]
        announced = act(shop, "request-return", number, {"email": "ada@example.org"}).json
        assert "delivered" in announced["next_states"]
        delivered = act(shop, "mark-order-delivered", number, role="staff").json
        assert (delivered["state"], delivered["timeline"][-1]["reason_code"]) == ("return_requested", "delivered")
        assert "delivered" not in delivered["next_states"]
        assert act(shop, "mark-order-delivered", number, role="staff").status_code == 409
        assert len(shop.announced(OrderDelivered)) == 1
        nothing = {"lines": [], "expected_refund_minor": 0}
        received = act(shop, "receive-return", number, nothing, role="staff").json
        assert (received["state"], received["lines"][0]["returnable"]) == ("delivered", line["quantity"])

    def test_the_return_period_counts_from_an_arrival_during_a_return(self, shop: Shop) -> None:
        number = an_order(shop, "shipped", email="ada@example.org")["number"]
        act(shop, "request-return", number, {"email": "ada@example.org"})
        shop.now += timedelta(days=20)
        act(shop, "mark-order-delivered", number, role="staff")
        act(shop, "receive-return", number, {"lines": [], "expected_refund_minor": 0}, role="staff")
        shop.now += RETURN_PERIOD
        assert act(shop, "request-return", number, {"email": "ada@example.org"}).status_code == 200

    @pytest.mark.parametrize("state", sorted(set(STATES) - {"shipped"}))
    def test_delivers_no_other(self, shop: Shop, state: str) -> None:
        refused = act(shop, "mark-order-delivered", an_order(shop, state)["number"], role="staff")
        assert (refused.status_code, refused.json["state"]) == (409, state)

import pytest

from db.models.order_codes import STATES
from eventing.events.orders import OrderShipped
from tests.support.operations.orders import SHIPMENT, act, actions, an_order
from tests.support.operations.shop import Shop


class TestShipOrder:
    def test_ships_a_confirmed_order_and_reports_the_carrier(self, shop: Shop) -> None:
        number = an_order(shop, "confirmed")["number"]
        shipped = act(shop, "ship-order", number, SHIPMENT, role="staff").json
        assert (shipped["state"], shipped["carrier"], shipped["tracking_code"]) == ("shipped", "La Poste", "6A123")
        assert shipped["timeline"][-1]["state"] == "shipped"
        (event,) = shop.announced(OrderShipped)
        assert (event["number"], event["carrier"], event["tracking_code"]) == (number, "La Poste", "6A123")
        assert actions(shop) == [("ship-order", number)]

    @pytest.mark.parametrize("state", sorted(set(STATES) - {"confirmed"}))
    def test_sends_no_other(self, shop: Shop, state: str) -> None:
        number = an_order(shop, state)["number"]
        refused = act(shop, "ship-order", number, SHIPMENT, role="staff")
        assert (refused.status_code, refused.json["state"]) == (409, state)
        assert shop.announced(OrderShipped) == []
        assert actions(shop) == []

    @pytest.mark.parametrize("missing", sorted(SHIPMENT))
    def test_asks_for_everything_the_shopper_needs(self, shop: Shop, missing: str) -> None:
        number = an_order(shop, "confirmed")["number"]
        refused = act(shop, "ship-order", number, {**SHIPMENT, missing: " "}, role="staff")
        assert (refused.status_code, refused.json["errors"][0]["field"]) == (422, missing)

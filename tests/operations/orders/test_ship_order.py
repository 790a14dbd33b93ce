from typing import Any

import pytest

from db.models.order_codes import STATES
from eventing.events.orders import OrderShipped
from eventing.events.shipments import OrderParcelSent
from tests.support.operations.orders import SHIPMENT, act, actions, an_order, present, put_into
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


def parcel(shop: Shop, order: dict[str, Any], quantity: int | None, **other: Any) -> Any:
    """Ships so many of the only line, or all that is left."""
    lines = {} if quantity is None else {"lines": [{"sku": order["lines"][0]["sku"], "quantity": quantity}]}
    return act(shop, "ship-order", order["number"], {**SHIPMENT, **lines, **other}, role="staff")


class TestParcels:
    def test_an_order_goes_in_several_and_is_captured_with_the_first(self, shop: Shop) -> None:
        order = an_order(shop, "confirmed", quantity=3)
        first = parcel(shop, order, 1).json
        assert (first["state"], first["lines"][0]["to_ship"], first["lines"][0]["returnable"]) == ("shipped", 2, 1)
        second = parcel(shop, order, None, carrier="DHL Express", tracking_code="JD 1").json
        assert [[line["quantity"] for line in each["lines"]] for each in second["parcels"]] == [[1], [2]]
        assert (second["lines"][0]["to_ship"], second["lines"][0]["returnable"]) == (0, 3)
        (shipped,), (sent,) = shop.announced(OrderShipped), shop.announced(OrderParcelSent)
        assert (shipped["capture_minor"], shipped["has_rest"], sent["has_rest"]) == (order["total_minor"], True, False)
        assert sent["lines"] == [{"sku": order["lines"][0]["sku"], "quantity": 2}]
        assert [step["reason_code"] for step in second["timeline"][-2:]] == ["shipped", "shipped"]
        # What the release before shows is the newest.
        assert (second["carrier"], second["tracking_code"]) == ("DHL Express", "JD 1")

    def test_has_the_page_of_its_carrier(self, shop: Shop) -> None:
        order = an_order(shop, "confirmed", quantity=2)
        parcel(shop, order, 1, carrier="dhl express", tracking_code="JD/1")
        shown = parcel(shop, order, 1, carrier="Own van").json["parcels"]
        assert shown[0]["tracking_url"].endswith("tracking-id=JD%2F1")
        assert shown[1]["tracking_url"] is None

    def test_hold_no_more_than_is_left(self, shop: Shop) -> None:
        order = an_order(shop, "confirmed", quantity=3)
        parcel(shop, order, 2)
        refused = parcel(shop, order, 2)
        assert (refused.status_code, refused.json["type"]) == (409, "urn:cloudshop:problem:not-left-to-ship")
        assert (refused.json["sku"], refused.json["left"]) == (order["lines"][0]["sku"], 1)
        assert len(parcel(shop, order, 1).json["parcels"]) == 2
        nothing = parcel(shop, order, None)
        assert (nothing.status_code, nothing.json["state"]) == (409, "shipped")
        assert len(actions(shop)) == 2

    @pytest.mark.parametrize("state", ["delivered", "return_requested"])
    def test_the_rest_goes_later_too(self, shop: Shop, state: Any) -> None:
        order = an_order(shop, "confirmed", quantity=2)
        parcel(shop, order, 1)
        order["id"] = present(shop, order).id
        put_into(shop, order, state)
        sent = parcel(shop, order, None)
        assert (sent.status_code, sent.json["state"]) == (200, state)

    def test_a_partly_shipped_order_is_not_delivered_yet(self, shop: Shop) -> None:
        order = an_order(shop, "confirmed", quantity=2)
        parcel(shop, order, 1)
        refused = act(shop, "mark-order-delivered", order["number"], role="staff")
        assert (refused.status_code, refused.json["state"]) == (409, "shipped")
        parcel(shop, order, 1)
        assert act(shop, "mark-order-delivered", order["number"], role="staff").status_code == 200

    def test_only_what_was_shipped_is_sent_back(self, shop: Shop) -> None:
        order = an_order(shop, "confirmed", quantity=3)
        parcel(shop, order, 2)
        email = {"email": "ada@example.org"}
        lines = [{"sku": order["lines"][0]["sku"], "quantity": 3}]
        refused = act(shop, "request-return", order["number"], {**email, "lines": lines})
        assert (refused.status_code, refused.json["returnable"]) == (409, 2)
        announced = act(shop, "request-return", order["number"], email).json
        assert [line["quantity"] for line in announced["returns"][0]["lines"]] == [2]

    def test_an_order_that_the_release_before_shipped_is_one(self, shop: Shop) -> None:
        order = an_order(shop, "shipped", quantity=2)
        shown = act(shop, "get-order", order["number"], role="staff", method="GET").json
        assert [[line["quantity"] for line in each["lines"]] for each in shown["parcels"]] == [[2]]
        assert shown["lines"][0]["to_ship"] == 0
        assert "DHL" in shown["carriers"]

from typing import Any
from uuid import uuid4

from eventing.events.shipments import OrderTrackingCorrected
from tests.support.operations.orders import SHIPMENT, act, actions, an_order
from tests.support.operations.shop import Shop

RIGHT = {"carrier": "DHL", "tracking_code": "JD02"}


def correct(shop: Shop, number: str, parcel_id: str, **by: Any) -> Any:
    query = {"number": number, "parcel_id": parcel_id}
    return shop.call("correct-parcel", RIGHT, query=query, **{"role": "staff", "method": "PUT", **by})


def a_parcel(shop: Shop, state: str = "confirmed") -> tuple[str, str]:
    number = an_order(shop, state)["number"]
    if state == "confirmed":
        act(shop, "ship-order", number, SHIPMENT, role="staff")
    shown = act(shop, "get-order", number, role="staff", method="GET").json
    return number, shown["parcels"][0]["id"]


class TestCorrectParcel:
    def test_changes_carrier_code_and_link_and_says_so(self, shop: Shop) -> None:
        number, parcel_id = a_parcel(shop)
        corrected = correct(shop, number, parcel_id).json
        (parcel,) = corrected["parcels"]
        assert (parcel["carrier"], parcel["tracking_code"], corrected["tracking_code"]) == ("DHL", "JD02", "JD02")
        assert parcel["tracking_url"].endswith("JD02")
        assert corrected["timeline"][-1]["reason_code"] == "tracking_corrected"
        assert ("correct-parcel", number) in actions(shop)
        assert [event["correction"] for event in shop.announced(OrderTrackingCorrected)] == [1]

    def test_also_of_an_order_that_the_release_before_shipped(self, shop: Shop) -> None:
        number, parcel_id = a_parcel(shop, "shipped")
        assert correct(shop, number, parcel_id).json["parcels"][0]["id"] == parcel_id
        (parcel,) = correct(shop, number, parcel_id).json["parcels"]
        assert (parcel["tracking_code"], len(parcel["lines"])) == ("JD02", 1)

    def test_finds_no_parcel_of_another_order(self, shop: Shop) -> None:
        (number, _), (_, other) = a_parcel(shop), a_parcel(shop)
        for parcel_id in (other, str(uuid4())):
            refused = correct(shop, number, parcel_id)
            assert (refused.status_code, refused.json["type"]) == (404, "urn:cloudshop:problem:parcel-unknown")
        assert shop.announced(OrderTrackingCorrected) == []

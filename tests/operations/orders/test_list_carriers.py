from tests.support.operations.orders import act, an_order
from tests.support.operations.shop import Shop


class TestListCarriers:
    def test_shows_those_that_staff_choose_from_with_the_addresses_of_their_pages(self, shop: Shop) -> None:
        listed = shop.call("list-carriers", method="GET", role="staff").json["carriers"]
        names = [each["name"] for each in listed]
        assert names == sorted(names)
        (dhl,) = [each for each in listed if each["code"] == "dhl"]
        assert (dhl["is_retired"], "{code}" in dhl["tracking_url"]) == (False, True)
        shown = act(shop, "get-order", an_order(shop, "confirmed")["number"], role="staff", method="GET").json
        assert shown["carriers"] == names

    def test_is_for_who_ships(self, shop: Shop) -> None:
        refused = shop.call("list-carriers", method="GET", role="staff", permissions={"orders.read": None})
        assert (refused.status_code, refused.json["permission"]) == (403, "orders.ship")

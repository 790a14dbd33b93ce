from typing import Any
from uuid import uuid4

import pytest

from db.models.messaging import StaffAction
from db.models.order_codes import STATES
from eventing.events.shipments import OrderAddressChanged
from tests.support.factories import ADDRESS
from tests.support.operations.orders import SHIPMENT, UNKNOWN, act, actions, an_order, last, present, shopper
from tests.support.operations.shop import Shop

ELSEWHERE = ADDRESS | {"street": "9 quai de la Gare", "postal_code": "75013"}
EMAIL = {"email": "ada@example.org"}


def change(shop: Shop, number: str, address: dict[str, Any] = ELSEWHERE, **by: Any) -> Any:
    email = {} if "role" in by else EMAIL
    return act(shop, "change-order-address", number, {"address": address, **email}, method="PUT", **by)


class TestChangeOrderAddress:
    def test_is_for_the_shopper_until_something_is_shipped(self, shop: Shop) -> None:
        account_id = uuid4()
        number = an_order(shop, "confirmed", account_id=account_id)["number"]
        changed = change(shop, number, if_match=None, **shopper(account_id))
        assert (changed.status_code, changed.json["address"]["street"]) == (200, "9 quai de la Gare")
        assert (changed.json["state"], last(changed)) == ("confirmed", ("address_changed", None))
        (event,) = shop.announced(OrderAddressChanged)
        assert event["change"] == len(changed.json["timeline"])
        act(shop, "ship-order", number, SHIPMENT, role="staff")
        late = change(shop, number, ADDRESS, **shopper(account_id))
        assert (late.status_code, late.json["state"]) == (409, "shipped")

    def test_is_for_a_guest_who_knows_the_address_of_mail(self, shop: Shop) -> None:
        number = an_order(shop, "confirmed")["number"]
        assert change(shop, number).status_code == 200
        body = {"address": ADDRESS, "email": "eve@example.org"}
        assert act(shop, "change-order-address", number, body, method="PUT").status_code == 404
        assert change(shop, UNKNOWN).status_code == 404

    def test_by_staff_says_in_the_log_which_fields_and_not_what_is_in_them(self, shop: Shop) -> None:
        order = an_order(shop, "confirmed")
        assert change(shop, order["number"], role="staff").status_code == 200
        assert actions(shop) == [("change-order-address", order["number"])]
        logged = shop.session.query(StaffAction).one()
        assert logged.detail == {"fields": ["postal_code", "street"]}
        assert present(shop, order).address["postal_code"] == "75013"

    def test_applies_to_the_version_that_staff_have_seen(self, shop: Shop) -> None:
        number = an_order(shop, "confirmed")["number"]
        assert change(shop, number, role="staff", if_match=None).status_code == 428
        assert change(shop, number, role="staff", if_match='"9"').status_code == 412
        # Shoppers may name theirs.
        assert change(shop, number, if_match='"9"').status_code == 412
        assert change(shop, number, if_match='"3"').status_code == 200

    def test_is_refused_to_staff_whose_role_only_reads(self, shop: Shop) -> None:
        number = an_order(shop, "confirmed")["number"]
        refused = change(shop, number, role="staff", permissions={"orders.read": None})
        assert (refused.status_code, refused.json["permission"]) == (403, "orders.ship")

    def test_stays_in_the_country_whose_vat_and_shipping_the_total_has(self, shop: Shop) -> None:
        order = an_order(shop, "confirmed")
        abroad = {"name": "Ada", "street": "Hauptstraße 1", "postal_code": "10115", "city": "Berlin", "country": "DE"}
        refused = change(shop, order["number"], abroad)
        assert (refused.status_code, refused.json["type"]) == (409, "urn:cloudshop:problem:address-in-other-country")
        assert (refused.json["country"], "cancel the order" in refused.json["detail"]) == ("FR", True)
        assert present(shop, order).address == order["address"]
        assert shop.announced(OrderAddressChanged) == []

    def test_has_the_form_that_its_country_asks_for(self, shop: Shop) -> None:
        number = an_order(shop, "confirmed")["number"]
        refused = change(shop, number, ELSEWHERE | {"postal_code": "ABCDE"})
        assert (refused.status_code, refused.json["errors"][0]["field"]) == (422, "address.postal_code")

    def test_that_is_sent_again_changes_nothing_again(self, shop: Shop) -> None:
        number = an_order(shop, "confirmed")["number"]
        first, again = (change(shop, number, role="staff", if_match='"3"') for _ in range(2))
        assert (first.status_code, again.status_code) == (200, 200)
        assert len(shop.announced(OrderAddressChanged)) == 1

    @pytest.mark.parametrize("state", sorted(set(STATES) - {"confirmed"}))
    def test_is_for_no_order_in_another_state(self, shop: Shop, state: str) -> None:
        refused = change(shop, an_order(shop, state)["number"], role="staff")
        assert (refused.status_code, refused.json["state"]) == (409, state)

import pytest

from tests.support.operations.accounts import registered
from tests.support.operations.shop import Shop
from tests.support.people import ADMINISTRATOR, CLERK, administrator, invite, member, people

pytestmark = pytest.mark.usefixtures("quick_passwords")


class TestListPeople:
    def test_shows_who_works_for_the_shop_and_who_is_invited_but_no_shopper(self, shop: Shop) -> None:
        by = administrator(shop)
        registered(shop, "sam@example.org")
        member(shop, "desk@example.org", "order-desk").disabled_at = shop.now
        shop.session.commit()
        invite(shop, by)
        shown = {each["email"]: (each["role"], each["state"]) for each in people(shop, **by)["people"]}
        assert shown == {
            ADMINISTRATOR: ("administrator", "active"),
            "desk@example.org": ("order-desk", "disabled"),
            CLERK: ("order-desk", "invited"),
        }

    def test_shows_what_the_roles_permit_and_up_to_which_amount(self, shop: Shop) -> None:
        roles = {each["name"]: each["permissions"] for each in people(shop, **administrator(shop))["roles"]}
        assert set(roles) == {"administrator", "catalog", "manager", "order-desk", "support"}
        limits = {each["permission"]: each["amount_minor_max"] for each in roles["order-desk"]}
        assert (limits["payments.refund"], limits["orders.ship"]) == (20_000, None)

    def test_goes_on_where_the_page_before_ended(self, shop: Shop) -> None:
        by = administrator(shop)
        member(shop, CLERK, "support")
        first = shop.call("list-people", method="GET", query={"limit": "1"}, **by).json
        second = shop.call("list-people", method="GET", query={"limit": "1", "cursor": first["next_cursor"]}, **by)
        assert {first["people"][0]["email"], second.json["people"][0]["email"]} == {ADMINISTRATOR, CLERK}
        assert second.json["next_cursor"] is None

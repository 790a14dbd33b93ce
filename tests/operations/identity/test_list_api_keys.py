from datetime import timedelta

import pytest

from db.models.identity import Account
from tests.support.api_keys import READS, create, issue, keys
from tests.support.operations.shop import Shop
from tests.support.people import administrator

pytestmark = pytest.mark.usefixtures("quick_passwords")


class TestListApiKeys:
    def test_shows_the_newest_first_and_when_each_was_used(self, shop: Shop) -> None:
        by = administrator(shop)
        first = create(shop, by).json
        shop.now += timedelta(minutes=1)
        create(shop, by, name="Till")
        issue(shop, first["key"])
        found = keys(shop, **by)["items"]
        assert [each["name"] for each in found] == ["Till", "Warehouse"]
        assert [each["last_used_at"] is None for each in found] == [True, False]
        assert first["key"] not in str(found)

    def test_says_which_have_ended_and_which_nobody_owns_any_more(self, shop: Shop) -> None:
        by = administrator(shop)
        create(shop, by, valid_days=1)
        create(shop, by, name="Till")
        shop.now += timedelta(days=1)
        assert {each["name"]: each["state"] for each in keys(shop, **by)["items"]} == {
            "Warehouse": "expired",
            "Till": "active",
        }
        shop.session.get_one(Account, by["account_id"]).disabled_at = shop.now
        shop.session.flush()
        assert {each["state"] for each in keys(shop, **by)["items"]} == {"expired", "without-owner"}

    def test_says_what_a_key_can_be_for(self, shop: Shop) -> None:
        by = administrator(shop)
        own = dict.fromkeys([*READS, "people.read", "people.change"])
        assert keys(shop, permissions=own, **by)["permissions"] == ["inventory.read", "orders.read", "people.read"]

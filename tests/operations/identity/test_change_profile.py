from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest

from tests.support.factories import ADDRESS
from tests.support.operations.accounts import EMAIL, account_of, change_profile, read_profile, registered
from tests.support.operations.shop import Shop

NOT_FILLED_IN = dict.fromkeys(("company", "street_2", "postal_code", "city", "area", "phone"), "")
DUBAI = {"name": "Ada", "company": "Ada & Co.", "street": "1 Palm Street", "area": "Dubai", "country": "AE"}

pytestmark = pytest.mark.usefixtures("quick_passwords")


class TestChangeProfile:
    def test_changes_what_is_given_and_leaves_the_rest(self, shop: Shop) -> None:
        account = registered(shop, name="Ada")
        shown = {**NOT_FILLED_IN, **ADDRESS}
        assert change_profile(shop, {"address": ADDRESS}, account_id=account.id).json["address"] == shown
        changed = change_profile(shop, {"name": "Ada King"}, account_id=account.id)
        assert (changed.json["name"], changed.json["address"]) == ("Ada King", shown)
        assert read_profile(shop, account_id=account.id).json == changed.json

    def test_removes_an_address_that_is_null(self, shop: Shop) -> None:
        account = registered(shop)
        change_profile(shop, {"address": ADDRESS}, account_id=account.id)
        assert change_profile(shop, {"address": None}, account_id=account.id).json["address"] is None
        assert account_of(shop).address is None

    def test_keeps_an_address_that_has_other_fields_than_most(self, shop: Shop) -> None:
        account = registered(shop)
        assert change_profile(shop, {"address": DUBAI}, account_id=account.id).json["address"] == {
            **NOT_FILLED_IN,
            **DUBAI,
        }
        assert read_profile(shop, account_id=account.id).json["address"] == {**NOT_FILLED_IN, **DUBAI}

    def test_replaces_the_other_addresses_and_keeps_each_once(self, shop: Shop) -> None:
        account = registered(shop)
        change_profile(shop, {"address": ADDRESS, "other_addresses": [DUBAI, ADDRESS, DUBAI]}, account_id=account.id)
        shown = read_profile(shop, account_id=account.id).json
        assert shown["address"] == {**NOT_FILLED_IN, **ADDRESS}
        assert shown["other_addresses"] == [{**NOT_FILLED_IN, **DUBAI}]
        assert change_profile(shop, {"other_addresses": []}, account_id=account.id).json["other_addresses"] == []

    def test_an_address_that_orders_go_to_from_now_on_is_not_among_the_others(self, shop: Shop) -> None:
        account = registered(shop)
        change_profile(shop, {"other_addresses": [DUBAI]}, account_id=account.id)
        changed = change_profile(shop, {"address": DUBAI}, account_id=account.id).json
        assert (changed["address"], changed["other_addresses"]) == ({**NOT_FILLED_IN, **DUBAI}, [])

    def test_keeps_an_address_that_is_older_than_the_rules_while_another_is_added(self, shop: Shop) -> None:
        account = registered(shop)
        older = {**ADDRESS, "postal_code": "ABCDE!!"}
        account_of(shop).other_addresses = [older]
        shop.session.commit()
        changed = change_profile(shop, {"other_addresses": [older, DUBAI]}, account_id=account.id)
        assert [each["street"] for each in changed.json["other_addresses"]] == [older["street"], DUBAI["street"]]

    def test_keeps_the_former_default_among_the_others_when_it_is_older_than_the_rules(self, shop: Shop) -> None:
        account = registered(shop)
        older = {**ADDRESS, "postal_code": "ABCDE!!"}
        account_of(shop).address = older
        shop.session.commit()
        changed = change_profile(shop, {"address": DUBAI, "other_addresses": [older]}, account_id=account.id).json
        assert changed["address"]["street"] == DUBAI["street"]
        assert [each["postal_code"] for each in changed["other_addresses"]] == ["ABCDE!!"]

    def test_the_release_before_reads_no_address_that_it_does_not_know_and_its_own_is_the_newest(
        self, shop: Shop
    ) -> None:
        account = registered(shop)
        change_profile(shop, {"address": {**ADDRESS, "company": "Ada & Co."}}, account_id=account.id)
        assert account_of(shop).address == ADDRESS
        change_profile(shop, {"address": DUBAI}, account_id=account.id)
        stored = account_of(shop)
        assert stored.address is None
        stored.address = ADDRESS
        shop.session.commit()
        assert read_profile(shop, account_id=account.id).json["address"] == {**NOT_FILLED_IN, **ADDRESS}

    def test_changes_nothing_when_nothing_is_given(self, shop: Shop) -> None:
        account = registered(shop, name="Ada")
        shop.now += timedelta(days=1)
        assert change_profile(shop, {}, account_id=account.id).json["name"] == "Ada"

    @pytest.mark.parametrize(
        ("body", "field"),
        [
            ({"name": None}, "name"),
            ({"name": "x" * 201}, "name"),
            ({"name": "a\u0000b"}, "name"),
            ({"email": "eve@example.org"}, "email"),
            ({"role": "admin"}, "role"),
            ({"id": str(uuid4())}, "id"),
            ({"address": {**ADDRESS, "country": "france"}}, "address.country"),
            ({"address": {**ADDRESS, "country": "ZZ"}}, "address.country"),
            ({"address": {**ADDRESS, "postal_code": "ABCDE!!"}}, "address.postal_code"),
            ({"address": {**ADDRESS, "phone": "call me"}}, "address.phone"),
            ({"address": {**ADDRESS, "planet": "Earth"}}, "address.planet"),
            ({"address": "1 Rue Verte"}, "address"),
            ({"other_addresses": [DUBAI, {**ADDRESS, "postal_code": "ABCDE!!"}]}, "other_addresses.1.postal_code"),
            ({"other_addresses": [DUBAI] * 10}, "other_addresses"),
        ],
    )
    def test_refuses_what_is_wrong_and_changes_nothing(self, shop: Shop, body: Any, field: str) -> None:
        account = registered(shop, name="Ada")
        refused = change_profile(shop, {"name": "Eve", **body}, account_id=account.id)
        assert refused.status_code == 422
        assert [error["field"] for error in refused.json["errors"]] == [field]
        unchanged = account_of(shop)
        assert (unchanged.name, unchanged.email, unchanged.role, unchanged.address) == ("Ada", EMAIL, "shopper", None)
        assert unchanged.other_addresses == []

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest

from tests.support.factories import ADDRESS
from tests.support.operations.accounts import EMAIL, account_of, registered
from tests.support.operations.profiles import change, read
from tests.support.operations.shop import Shop

pytestmark = pytest.mark.usefixtures("quick_passwords")


class TestChangeProfile:
    def test_changes_what_is_given_and_leaves_the_rest(self, shop: Shop) -> None:
        account = registered(shop, name="Ada")
        assert change(shop, {"address": ADDRESS}, account_id=account.id).json["address"] == ADDRESS
        changed = change(shop, {"name": "Ada King"}, account_id=account.id)
        assert (changed.json["name"], changed.json["address"]) == ("Ada King", ADDRESS)
        assert read(shop, account_id=account.id).json == changed.json

    def test_removes_an_address_that_is_null(self, shop: Shop) -> None:
        account = registered(shop)
        change(shop, {"address": ADDRESS}, account_id=account.id)
        assert change(shop, {"address": None}, account_id=account.id).json["address"] is None
        assert account_of(shop).address is None

    def test_changes_nothing_when_nothing_is_given(self, shop: Shop) -> None:
        account = registered(shop, name="Ada")
        shop.now += timedelta(days=1)
        assert change(shop, {}, account_id=account.id).json["name"] == "Ada"

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
            ({"address": {**ADDRESS, "planet": "Earth"}}, "address.planet"),
            ({"address": "1 Rue Verte"}, "address"),
        ],
    )
    def test_refuses_what_is_wrong_and_changes_nothing(self, shop: Shop, body: Any, field: str) -> None:
        account = registered(shop, name="Ada")
        refused = change(shop, {"name": "Eve", **body}, account_id=account.id)
        assert refused.status_code == 422
        assert [error["field"] for error in refused.json["errors"]] == [field]
        unchanged = account_of(shop)
        assert (unchanged.name, unchanged.email, unchanged.role, unchanged.address) == ("Ada", EMAIL, "shopper", None)

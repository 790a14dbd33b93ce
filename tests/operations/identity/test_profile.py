from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest

from tests.support.factories import ADDRESS
from tests.support.operations.accounts import EMAIL, account_of, registered
from tests.support.operations.shop import Shop

pytestmark = pytest.mark.usefixtures("quick_passwords")


def read(shop: Shop, **caller: Any) -> Any:
    return shop.call("read-profile", method="GET", **{"role": "shopper", **caller})


def change(shop: Shop, body: Any, **caller: Any) -> Any:
    return shop.call("change-profile", body, method="PATCH", **{"role": "shopper", **caller})


class TestReadProfile:
    def test_shows_the_callers_own_account_and_nothing_secret(self, shop: Shop) -> None:
        account = registered(shop, name="Ada")
        registered(shop, "eve@example.org")
        shown = read(shop, account_id=account.id)
        assert shown.status_code == 200
        assert shown.headers["cache-control"] == "no-store"
        assert shown.json == {
            "id": str(account.id),
            "email": EMAIL,
            "name": "Ada",
            "address": None,
            "role": "shopper",
            "created_at": shop.now.isoformat().replace("+00:00", "Z"),
        }

    def test_is_for_the_signed_in(self, shop: Shop) -> None:
        assert shop.call("read-profile", method="GET").status_code == 401
        assert shop.call("change-profile", {}, method="PATCH").status_code == 401

    @pytest.mark.parametrize("call", [read, lambda shop, **caller: change(shop, {"name": "x"}, **caller)])
    def test_refuses_an_account_that_is_disabled_or_gone(self, shop: Shop, call: Any) -> None:
        account = registered(shop)
        account.disabled_at = shop.now
        shop.session.commit()
        for account_id in (account.id, uuid4()):
            refused = call(shop, account_id=account_id)
            assert (refused.status_code, refused.json["type"]) == (401, "urn:cloudshop:problem:account-inactive")

    def test_knows_no_query(self, shop: Shop) -> None:
        account = registered(shop)
        refused = shop.call(
            "read-profile", method="GET", role="shopper", account_id=account.id, query={"id": str(uuid4())}
        )
        assert (refused.status_code, refused.json["errors"][0]["field"]) == (422, "id")


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

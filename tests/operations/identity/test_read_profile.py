from typing import Any
from uuid import uuid4

import pytest

from tests.support.operations.accounts import EMAIL, change_profile, read_profile, registered
from tests.support.operations.shop import Shop

pytestmark = pytest.mark.usefixtures("quick_passwords")


class TestReadProfile:
    def test_shows_the_callers_own_account_and_nothing_secret(self, shop: Shop) -> None:
        account = registered(shop, name="Ada")
        registered(shop, "eve@example.org")
        shown = read_profile(shop, account_id=account.id)
        assert shown.status_code == 200
        assert shown.headers["cache-control"] == "private, no-store"
        assert shown.json == {
            "id": str(account.id),
            "email": EMAIL,
            "name": "Ada",
            "address": None,
            "other_addresses": [],
            "role": "shopper",
            "created_at": shop.now.isoformat().replace("+00:00", "Z"),
            "email_confirmed_at": None,
        }

    def test_is_for_the_signed_in(self, shop: Shop) -> None:
        assert shop.call("read-profile", method="GET").status_code == 401
        assert shop.call("change-profile", {}, method="PATCH").status_code == 401

    @pytest.mark.parametrize(
        "call", [read_profile, lambda shop, **caller: change_profile(shop, {"name": "x"}, **caller)]
    )
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

from typing import Any

import pytest

from tests.support.operations.orders import actions
from tests.support.operations.shop import Shop
from tests.support.people import CLERK, administrator, invite, member, people, refusal

pytestmark = pytest.mark.usefixtures("quick_passwords")


def remove(shop: Shop, name: str, **by: Any) -> Any:
    return shop.call("remove-role", method="DELETE", query={"name": name}, **by)


class TestRemoveRole:
    def test_removes_a_role_that_nobody_has(self, shop: Shop) -> None:
        by = administrator(shop)
        assert remove(shop, "support", **by).status_code == 204
        assert "support" not in {each["name"] for each in people(shop, **by)["roles"]}
        assert actions(shop) == [("remove-role", "support")]

    def test_keeps_one_that_somebody_has_or_is_invited_to(self, shop: Shop) -> None:
        by = administrator(shop)
        member(shop, CLERK, "support")
        assert refusal(remove(shop, "support", **by)) == (409, "role-in-use")
        invite(shop, by, email="dora@example.org", role="catalog")
        assert refusal(remove(shop, "catalog", **by)) == (409, "role-in-use")

    @pytest.mark.parametrize("name", ["administrator", "manager"])
    def test_keeps_those_that_every_shop_has(self, shop: Shop, name: str) -> None:
        assert refusal(remove(shop, name, **administrator(shop))) == (409, "role-fixed")

    def test_does_not_know_what_is_no_role(self, shop: Shop) -> None:
        assert refusal(remove(shop, "pilot", **administrator(shop))) == (404, "role-unknown")

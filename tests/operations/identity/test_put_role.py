from typing import Any

import pytest
from sqlalchemy import Engine, select

from db.models.roles import RolePermission, StaffRole
from functions.identity.accounts.passwords import Passwords
from tests.support.operations.accounts import log_in, sessions
from tests.support.operations.at_once import at_once
from tests.support.operations.orders import actions
from tests.support.operations.shop import Shop
from tests.support.people import CLERK, administrator, change, member, people, refusal

pytestmark = pytest.mark.usefixtures("quick_passwords")
READS = [{"permission": "orders.read"}]


def put(shop: Shop, name: str, permissions: list[dict[str, Any]], if_match: str = '"new"', **by: Any) -> Any:
    query, body = {"name": name}, {"permissions": permissions}
    return shop.call("put-role", body, method="PUT", query=query, if_match=if_match, **by)


def role(shop: Shop, name: str, **by: Any) -> Any:
    return next((each for each in people(shop, **by)["roles"] if each["name"] == name), None)


class TestPutRole:
    def test_makes_a_role_that_people_can_have(self, shop: Shop) -> None:
        by = administrator(shop)
        refunds = {"permission": "payments.refund", "amount_minor_max": 5000}
        made = put(shop, "returns-desk", [*READS, refunds], **by)
        assert made.status_code == 200
        assert made.json == role(shop, "returns-desk", **by)
        assert made.json["permissions"] == [{**READS[0], "amount_minor_max": None}, refunds]
        clerk = member(shop, CLERK, "support")
        assert change(shop, clerk.id, {"role": "returns-desk"}, **by).json["role"] == "returns-desk"
        assert log_in(shop, CLERK).json["permissions"] == ["orders.read", "payments.refund"]
        assert actions(shop)[0] == ("put-role", "returns-desk")

    def test_ends_the_sessions_of_those_who_lose_something_by_a_change(self, shop: Shop) -> None:
        by = administrator(shop)
        member(shop, CLERK, "support")
        log_in(shop, CLERK)
        before = role(shop, "support", **by)
        kept = [{"permission": each["permission"]} for each in before["permissions"]]
        more = put(shop, "support", [*kept, {"permission": "orders.ship"}], f'"{before["revision"]}"', **by)
        assert sessions(shop) == 1
        put(shop, "support", READS, f'"{more.json["revision"]}"', **by)
        assert sessions(shop) == 0

    def test_refuses_the_version_that_another_has_changed(self, shop: Shop) -> None:
        by = administrator(shop)
        assert put(shop, "support", READS, **by).status_code == 412
        assert put(shop, "another", READS, '"0123456789abcdef"', **by).status_code == 412

    def test_gives_nobody_more_than_who_makes_it_has(self, shop: Shop) -> None:
        administrator(shop)
        shop.session.add(StaffRole(name="team-lead"))
        shop.session.flush()
        for name in ("people.change-roles", "people.change", "orders.read"):
            shop.session.add(RolePermission(role="team-lead", permission=name))
        lead: dict[str, Any] = {"role": "staff", "account_id": member(shop, CLERK, "team-lead").id}
        assert refusal(put(shop, "mine", [{"permission": "orders.ship"}], **lead)) == (403, "role-too-high")
        assert put(shop, "mine", READS, **lead).status_code == 200
        # Nor takes anything from those who have more.
        assert refusal(put(shop, "manager", READS, "*", **lead)) == (403, "role-too-high")
        assert refusal(put(shop, "team-lead", READS, "*", **lead)) == (403, "own-rights")

    def test_leaves_the_administrators_as_they_are(self, shop: Shop) -> None:
        assert refusal(put(shop, "administrator", READS, "*", **administrator(shop))) == (409, "role-fixed")

    @pytest.mark.parametrize(
        ("name", "permissions"),
        [
            ("shopper", READS),
            ("Desk", READS),
            ("desk", []),
            ("desk", [*READS, *READS]),
            ("desk", [{"permission": "orders.fly"}]),
            ("desk", [{"permission": "orders.read", "amount_minor_max": 5}]),
            ("desk", [{"permission": "payments.refund", "amount_minor_max": 0}]),
        ],
    )
    def test_refuses_what_is_no_role(self, shop: Shop, name: str, permissions: list[dict[str, Any]]) -> None:
        assert put(shop, name, permissions, **administrator(shop)).status_code == 422

    def test_of_two_changes_at_once_the_second_sees_the_first(self, concurrent_shop: Shop, engine: Engine) -> None:
        shop = concurrent_shop
        shop.parts["passwords"] = Passwords(time_cost=1, memory_kibibytes=64)
        by = administrator(shop)
        seen = f'"{role(shop, "support", **by)["revision"]}"'
        kept = role(shop, "support", **by)["permissions"]
        put(shop, "Desk", READS, **by)  # loaded before threads call it

        def permit(permission: str) -> Any:
            return put(shop, "support", [{"permission": permission}, *READS], seen, **by)

        first, second = at_once(
            engine,
            select(StaffRole).where(StaffRole.name == "support"),
            lambda: permit("orders.ship"),
            lambda: permit("orders.cancel"),
        )
        assert (first.status_code, second.status_code) == (200, 412)
        put(shop, "support", [{"permission": each["permission"]} for each in kept], "*", **by)

from typing import Any
from uuid import uuid4

import pytest
from sqlalchemy import Engine, select, update

from db.models.identity import Account
from db.models.roles import RolePermission
from functions.identity.accounts.passwords import Passwords
from tests.support.operations.accounts import account_of, log_in, sessions
from tests.support.operations.at_once import at_once
from tests.support.operations.orders import actions
from tests.support.operations.shop import Shop
from tests.support.people import (
    ADMINISTRATOR,
    CLERK,
    administrator,
    change,
    member,
    people,
    refusal,
    revision_of,
    role_of,
)

pytestmark = pytest.mark.usefixtures("quick_passwords")


class TestChangePerson:
    def test_gives_another_role_and_ends_the_sessions(self, shop: Shop) -> None:
        by, clerk = administrator(shop), member(shop, CLERK, "order-desk")
        log_in(shop, CLERK)
        changed = change(shop, clerk.id, {"role": "support"}, if_match=f'"{revision_of(shop, clerk.id, **by)}"', **by)
        assert (changed.status_code, changed.json["role"]) == (200, "support")
        assert changed.json["revision"] == revision_of(shop, clerk.id, **by)
        assert sessions(shop) == 0
        assert actions(shop) == [("change-person", CLERK)]

    @pytest.mark.parametrize(
        ("role", "kind"), [("administrator", "admin"), ("support", "staff"), ("shopper", "shopper")]
    )
    def test_agrees_with_what_the_release_before_reads(self, shop: Shop, role: str, kind: str) -> None:
        by, clerk = administrator(shop), member(shop, CLERK, "order-desk")
        assert change(shop, clerk.id, {"role": role}, **by).status_code == 200
        assert account_of(shop, CLERK).role == kind

    def test_agrees_whichever_of_the_two_a_statement_writes(self, shop: Shop) -> None:
        member(shop, CLERK, "administrator")
        shop.session.execute(update(Account).values(staff_role="support"))
        shop.session.commit()
        assert account_of(shop, CLERK).role == "staff"
        assert role_of(shop) == "support"

    def test_takes_away_every_right_of_who_leaves(self, shop: Shop) -> None:
        by, clerk = administrator(shop), member(shop, CLERK, "order-desk")
        assert change(shop, clerk.id, {"role": "shopper"}, **by).json["state"] == "former"
        assert log_in(shop, CLERK).json["permissions"] == []
        assert [each["email"] for each in people(shop, **by)["people"]] == [ADMINISTRATOR]

    def test_disables_and_enables(self, shop: Shop) -> None:
        by, clerk = administrator(shop), member(shop, CLERK, "order-desk")
        log_in(shop, CLERK)
        assert change(shop, clerk.id, {"is_disabled": True}, **by).json["state"] == "disabled"
        assert (sessions(shop), log_in(shop, CLERK).status_code) == (0, 401)
        # A disabled shopper would be on no list.
        assert refusal(change(shop, clerk.id, {"role": "shopper"}, **by)) == (409, "account-disabled")
        assert change(shop, clerk.id, {"is_disabled": False}, **by).json["state"] == "active"
        assert log_in(shop, CLERK).json["role"] == "staff"

    def test_records_nothing_that_changes_nothing(self, shop: Shop) -> None:
        by, clerk = administrator(shop), member(shop, CLERK, "order-desk")
        assert change(shop, clerk.id, {"role": "order-desk", "is_disabled": False}, **by).status_code == 200
        assert actions(shop) == []

    def test_changes_the_revision_that_the_caller_has_seen_only(self, shop: Shop) -> None:
        by, clerk = administrator(shop), member(shop, CLERK, "order-desk")
        seen = revision_of(shop, clerk.id, **by)
        change(shop, clerk.id, {"role": "support"}, **by)
        assert refusal(change(shop, clerk.id, {"role": "catalog"}, if_match=f'"{seen}"', **by)) == (
            412,
            "changed-meanwhile",
        )
        assert refusal(change(shop, clerk.id, {"role": "catalog"}, if_match=None, **by)) == (428, "version-missing")
        assert role_of(shop) == "support"

    def test_leaves_the_callers_own_rights(self, shop: Shop) -> None:
        by = administrator(shop)
        assert refusal(change(shop, by["account_id"], {"role": "support"}, **by)) == (403, "own-rights")

    @pytest.mark.parametrize("role", ["administrator", "manager"])
    def test_neither_gives_nor_takes_a_role_that_permits_more_than_the_callers(self, shop: Shop, role: str) -> None:
        administrator(shop)
        shop.session.execute(update(Account).values(role="staff", staff_role="order-desk"))
        by: dict[str, Any] = {"role": "staff", "account_id": account_of(shop, ADMINISTRATOR).id}
        may_change_people(shop)
        clerk = member(shop, CLERK, role)
        assert refusal(change(shop, clerk.id, {"role": "support"}, **by)) == (403, "role-too-high")
        desk = member(shop, "desk@example.org", "support")
        assert refusal(change(shop, desk.id, {"role": role}, **by)) == (403, "role-too-high")
        assert change(shop, desk.id, {"role": "order-desk"}, **by).status_code == 200

    def test_knows_no_shopper_and_no_stranger(self, shop: Shop) -> None:
        by, clerk = administrator(shop), member(shop, CLERK, "support")
        change(shop, clerk.id, {"role": "shopper"}, **by)
        for person_id in (clerk.id, uuid4()):
            assert refusal(change(shop, person_id, {"role": "support"}, **by)) == (404, "person-unknown")


def may_change_people(shop: Shop) -> None:
    shop.session.add(RolePermission(role="order-desk", permission="people.change"))
    shop.session.commit()


class TestTwoAdministratorsAtOnce:
    def test_do_not_leave_the_shop_without_one(self, concurrent_shop: Shop, engine: Engine) -> None:
        shop = concurrent_shop
        shop.parts["passwords"] = Passwords(time_cost=1, memory_kibibytes=64)
        ada = administrator(shop)["account_id"]
        carl = member(shop, CLERK, "administrator").id
        change(shop, uuid4(), {})  # loaded before threads call it

        def demote(person: Any, by: Any) -> Any:
            return change(shop, person, {"role": "support"}, role="admin", account_id=by)

        both = [lambda: demote(carl, ada), lambda: demote(ada, carl)]
        first, second = at_once(engine, select(Account).where(Account.id.in_([ada, carl])), *both)
        assert (first.status_code, refusal(second)) == (200, (403, "permission-missing"))
        assert role_of(shop, ADMINISTRATOR) == "administrator"

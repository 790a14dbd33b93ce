from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import insert

from db.models.roles import RolePermission, StaffRole
from tests.support.operations.account_mails import newest_token, requested_mails
from tests.support.operations.accounts import PASSWORD, account_of, log_in, registered
from tests.support.operations.orders import actions
from tests.support.operations.shop import Shop
from tests.support.people import (
    ADMINISTRATOR,
    CLERK,
    NEW_PASSWORD,
    accept,
    administrator,
    change,
    invite,
    member,
    refusal,
    role_of,
)

pytestmark = pytest.mark.usefixtures("quick_passwords")


class TestInvitePerson:
    def test_gives_the_role_to_who_follows_the_link(self, shop: Shop) -> None:
        by = administrator(shop)
        invited = invite(shop, by)
        assert (invited.status_code, invited.json["state"], invited.json["role"]) == (201, "invited", "order-desk")
        assert requested_mails(shop)[-1] == ("invitation", CLERK)
        assert actions(shop) == [("invite-person", CLERK)]
        assert role_of(shop) is None
        assert accept(shop).status_code == 204
        opened = log_in(shop, CLERK, NEW_PASSWORD).json
        assert opened["role"] == "staff"
        assert "orders.ship" in opened["permissions"]

    def test_makes_an_administrator(self, shop: Shop) -> None:
        invite(shop, administrator(shop), role="administrator")
        accept(shop)
        assert log_in(shop, CLERK, NEW_PASSWORD).json["role"] == "admin"

    def test_gives_a_shopper_the_role_with_a_new_password_only(self, shop: Shop) -> None:
        """Anyone may have registered the address: the old password proves nothing."""
        registered(shop, CLERK)
        invite(shop, administrator(shop))
        assert log_in(shop, CLERK).json["permissions"] == []
        accept(shop)
        assert log_in(shop, CLERK, PASSWORD).status_code == 401
        assert role_of(shop) == "order-desk"

    def test_is_used_once_and_within_a_week(self, shop: Shop) -> None:
        by = administrator(shop)
        invite(shop, by)
        shop.now += timedelta(days=7)
        assert accept(shop).status_code == 404
        invite(shop, by)
        assert accept(shop).status_code == 204
        assert accept(shop).status_code == 404

    def test_gives_the_role_that_was_offered_last_and_none_once_it_is_withdrawn(self, shop: Shop) -> None:
        by = administrator(shop)
        invite(shop, by)
        person = account_of(shop, CLERK)
        assert change(shop, person.id, {"role": "support"}, **by).json["state"] == "invited"
        assert change(shop, person.id, {"role": "shopper"}, **by).json["state"] == "former"
        assert accept(shop).status_code == 404
        invite(shop, by, role="catalog")
        accept(shop)
        assert role_of(shop) == "catalog"

    def test_gives_no_role_by_a_link_for_a_new_password(self, shop: Shop) -> None:
        registered(shop, CLERK)
        invite(shop, administrator(shop))
        shop.call("request-password-reset", {"email": CLERK})
        assert requested_mails(shop)[-1][0] == "reset-password"
        body = {"token": newest_token(shop), "new_password": NEW_PASSWORD}
        assert shop.call("reset-password", body, method="PUT").status_code == 204
        assert role_of(shop) is None

    def test_refuses_who_is_among_the_staff_or_disabled(self, shop: Shop) -> None:
        by = administrator(shop)
        assert refusal(invite(shop, by, email=ADMINISTRATOR)) == (409, "already-staff")
        registered(shop, CLERK).disabled_at = shop.now
        shop.session.commit()
        assert refusal(invite(shop, by)) == (409, "account-disabled")
        assert actions(shop) == []

    def test_offers_no_role_that_permits_more_than_the_callers(self, shop: Shop) -> None:
        account = member(shop, ADMINISTRATOR, "manager")
        by: dict[str, Any] = {"role": "staff", "account_id": account.id}
        # Its token may still name what its role has lost.
        assert refusal(invite(shop, by)) == (403, "permission-missing")
        assert refusal(invite(shop, administrator_of_people(shop), role="support")) == (403, "role-too-high")

    @pytest.mark.parametrize("wrong", [{"role": "root"}, {"role": "shopper"}, {"email": "nobody"}])
    def test_refuses_what_is_no_role_or_no_address(self, shop: Shop, wrong: Any) -> None:
        refused = invite(shop, administrator(shop), **wrong)
        assert (refused.status_code, refused.json["errors"][0]["field"]) == (422, next(iter(wrong)))


def administrator_of_people(shop: Shop) -> dict[str, Any]:
    """One who may invite people, and nothing else."""
    shop.session.execute(insert(StaffRole).values(name="people-desk"))
    shop.session.execute(insert(RolePermission).values(role="people-desk", permission="people.invite"))
    return {"role": "staff", "account_id": member(shop, "hr@example.org", "people-desk").id}

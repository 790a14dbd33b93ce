from datetime import datetime, timedelta
from typing import Any

import pytest
from joserfc import jwt
from sqlalchemy import delete, func, select, update

from db.models.identity import Account, LoginSession
from db.models.revocations import Revocation
from db.models.roles import RolePermission
from functions.identity.rules import REVOCATION_LISTED
from functions.runtime.security.tokens import ACCESS_LIFETIME_SECONDS, LEEWAY_SECONDS
from tests.support.operations.accounts import (
    PASSWORD,
    account_of,
    log_in,
    log_in_as,
    log_out,
    refresh,
    registered,
    verified,
)
from tests.support.operations.shop import Shop

pytestmark = pytest.mark.usefixtures("quick_passwords")


@pytest.fixture
def session(shop: Shop) -> dict[str, Any]:
    """The reply to the log-in of a shopper who has just registered."""
    registered(shop)
    return dict(log_in(shop).json)


def session_id(shop: Shop, session: dict[str, Any]) -> str:
    token: jwt.Token = verified(shop, session["access_token"])
    return str(token.claims["sid"])


def listed(shop: Shop, **query: Any) -> list[str]:
    answer = shop.call("list-revocations", method="GET", query=query)
    assert answer.status_code == 200, answer.text
    assert answer.json["is_complete"] is True
    return list(answer.json["session_ids"])


def revoked_ago(shop: Shop, ago: timedelta) -> None:
    """Lets the revocations lie back that far, by the database's clock."""
    shop.session.execute(update(Revocation).values(revoked_at=func.now() - ago))
    shop.session.commit()


class TestListRevocations:
    def test_lists_nothing_while_sessions_last(self, shop: Shop, session: dict[str, Any]) -> None:
        assert listed(shop) == []
        refresh(shop, session["refresh_token"])
        assert listed(shop) == []

    def test_lists_a_session_that_was_logged_out(self, shop: Shop, session: dict[str, Any]) -> None:
        log_out(shop, session["refresh_token"])
        assert listed(shop) == [session_id(shop, session)]

    def test_lists_it_by_the_id_in_every_token_of_the_session(self, shop: Shop, session: dict[str, Any]) -> None:
        refreshed = refresh(shop, session["refresh_token"]).json
        assert session_id(shop, refreshed) == session_id(shop, session)

    def test_lists_a_session_whose_refresh_token_was_used_again(self, shop: Shop, session: dict[str, Any]) -> None:
        refresh(shop, session["refresh_token"])
        shop.now += timedelta(minutes=1)
        assert refresh(shop, session["refresh_token"]).status_code == 401
        assert listed(shop) == [session_id(shop, session)]

    def test_lists_all_but_the_current_session_after_a_change_of_the_password(
        self, shop: Shop, session: dict[str, Any]
    ) -> None:
        other = log_in(shop).json
        change = {"current_password": PASSWORD, "new_password": "another long walk", **_refresh_token(session)}
        account_id = account_of(shop).id
        assert shop.call("change-password", change, role="shopper", account_id=account_id).status_code == 204
        assert listed(shop) == [session_id(shop, other)]

    @pytest.mark.parametrize("change", [{"role": "staff"}, {"disabled_at": datetime.fromisoformat("2026-11-23T12Z")}])
    def test_lists_the_sessions_of_an_account_with_other_rights(
        self, shop: Shop, session: dict[str, Any], change: dict[str, Any]
    ) -> None:
        """Whatever writes it: here it is a statement, as an operator might use."""
        shop.session.execute(update(Account).values(**change))
        shop.session.commit()
        assert listed(shop) == [session_id(shop, session)]
        assert shop.session.scalars(select(LoginSession)).all() == []

    def test_lists_the_sessions_of_staff_who_get_another_role(self, shop: Shop) -> None:
        opened = log_in_as(shop, "order-desk")
        shop.session.execute(update(Account).values(staff_role="support"))
        shop.session.commit()
        assert listed(shop) == [session_id(shop, opened)]

    @pytest.mark.parametrize(
        "change",
        [
            update(RolePermission).values(amount_minor_max=1).where(RolePermission.permission == "payments.refund"),
            delete(RolePermission).where(RolePermission.permission == "orders.ship"),
        ],
        ids=["limited", "withdrawn"],
    )
    def test_lists_the_sessions_of_staff_whose_role_loses_something(self, shop: Shop, change: Any) -> None:
        opened = log_in_as(shop, "order-desk")
        shop.session.execute(change.where(RolePermission.role == "manager"))
        shop.session.commit()
        assert listed(shop) == []
        shop.session.execute(change.where(RolePermission.role == "order-desk"))
        shop.session.commit()
        assert listed(shop) == [session_id(shop, opened)]

    def test_lists_no_session_of_staff_whose_role_gains_something(self, shop: Shop) -> None:
        log_in_as(shop, "support")
        shop.session.add(RolePermission(role="support", permission="orders.ship"))
        shop.session.commit()
        assert listed(shop) == []

    def test_lists_no_session_for_other_changes_of_an_account(self, shop: Shop, session: dict[str, Any]) -> None:
        shop.session.execute(update(Account).values(name="Ada", role="shopper"))
        shop.session.commit()
        assert listed(shop) == []

    def test_lists_no_session_that_had_expired(self, shop: Shop, session: dict[str, Any]) -> None:
        shop.session.execute(update(LoginSession).values(expires_at=func.now() - timedelta(seconds=1)))
        shop.session.execute(delete(LoginSession))
        shop.session.commit()
        assert listed(shop) == []

    def test_forgets_a_session_when_its_tokens_have_expired(self, shop: Shop, session: dict[str, Any]) -> None:
        log_out(shop, session["refresh_token"])
        revoked_ago(shop, timedelta(seconds=ACCESS_LIFETIME_SECONDS + 2 * LEEWAY_SECONDS))
        assert len(listed(shop)) == 1
        revoked_ago(shop, REVOCATION_LISTED)
        assert listed(shop) == []


class TestSince:
    def test_leaves_out_what_the_reader_has_read(self, shop: Shop, session: dict[str, Any]) -> None:
        log_out(shop, session["refresh_token"])
        read_at = shop.call("list-revocations", method="GET").json["read_at"]
        revoked_ago(shop, timedelta(minutes=1))
        assert listed(shop, since=read_at) == []

    def test_repeats_what_may_have_been_committed_late(self, shop: Shop, session: dict[str, Any]) -> None:
        log_out(shop, session["refresh_token"])
        read_at = shop.call("list-revocations", method="GET").json["read_at"]
        # The longest that a transaction may take.
        revoked_ago(shop, timedelta(seconds=15))
        assert len(listed(shop, since=read_at)) == 1


def _refresh_token(session: dict[str, Any]) -> dict[str, str]:
    return {"refresh_token": session["refresh_token"]}

from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy import select

from db.models.identity import Account
from tests.support.operations.accounts import (
    PASSWORD,
    RecordingPasswords,
    account_of,
    first_token,
    log_in,
    refresh,
    registered,
    sessions,
)
from tests.support.operations.shop import Shop

NEW = "an even longer walk"


def change(shop: Shop, body: dict[str, Any], account: Account | None) -> Any:
    caller: dict[str, Any] = {"role": "shopper", "account_id": account.id} if account is not None else {}
    return shop.call("change-password", body, method="PUT", **caller)


def both(current: str = PASSWORD, new: str = NEW, **other: Any) -> dict[str, Any]:
    return {"current_password": current, "new_password": new, **other}


class TestChangePassword:
    def test_lets_only_the_new_password_in(self, shop: Shop) -> None:
        account = registered(shop)
        assert change(shop, both(), account).status_code == 204
        assert log_in(shop).status_code == 401
        assert log_in(shop, password=NEW).status_code == 201

    def test_ends_every_session_but_the_one_it_is_done_from(self, shop: Shop) -> None:
        account = registered(shop)
        here, elsewhere = first_token(shop), first_token(shop)
        assert change(shop, both(refresh_token=here), account).status_code == 204
        assert refresh(shop, elsewhere).status_code == 401
        assert refresh(shop, here).status_code == 200

    def test_ends_all_sessions_when_none_is_named(self, shop: Shop) -> None:
        account = registered(shop)
        first_token(shop)
        change(shop, both(), account)
        assert sessions(shop) == 0

    def test_touches_no_other_accounts_sessions(self, shop: Shop) -> None:
        theirs = registered(shop)
        token = first_token(shop)
        mine = registered(shop, "eve@example.org")
        assert change(shop, both(), mine).status_code == 204
        assert change(shop, both(NEW, PASSWORD, refresh_token=token), mine).status_code == 204
        assert refresh(shop, token).status_code == 200
        assert account_of(shop).password_hash == theirs.password_hash

    def test_needs_the_current_password(self, shop: Shop) -> None:
        account = registered(shop)
        token = first_token(shop)
        refused = change(shop, both(current="not the password"), account)
        assert (refused.status_code, refused.json["type"]) == (403, "urn:cloudshop:problem:current-password-wrong")
        assert log_in(shop).status_code == 201
        assert refresh(shop, token).status_code == 200

    @pytest.mark.parametrize("new", ["short12", "Password1", "x" * 129, "ada@example.org"])
    def test_refuses_a_new_password_that_is_easy_to_guess(self, shop: Shop, new: str) -> None:
        account = registered(shop)
        refused = change(shop, both(new=new), account)
        assert (refused.status_code, refused.json["errors"][0]["field"]) == (422, "new_password")
        assert log_in(shop).status_code == 201

    def test_is_for_the_signed_in(self, shop: Shop) -> None:
        assert change(shop, both(), None).status_code == 401

    def test_refuses_a_disabled_account(self, shop: Shop) -> None:
        account = registered(shop)
        account.disabled_at = shop.now
        shop.session.commit()
        assert change(shop, both(), account).status_code == 401
        assert shop.session.scalar(select(Account.password_hash)) == account.password_hash


class TestAPasswordChangeDuringALogIn:
    """The password is checked before the account is locked, and what was checked may have changed by then."""

    def test_leaves_no_client_in_that_came_with_the_old_password(self, concurrent_shop: Shop) -> None:
        shop = concurrent_shop
        account = registered(shop)
        change(shop, both(current="not the password"), account)
        shop.parts["passwords"] = Interrupted(lambda: change(shop, both(), account))
        assert log_in(shop).status_code == 401
        assert sessions(shop) == 0

    def test_lets_in_a_client_that_came_with_the_new_one(self, concurrent_shop: Shop) -> None:
        """As when two log-ins renew the same hash: another hash, the same password."""
        shop = concurrent_shop
        account = registered(shop)
        change(shop, both(current="not the password"), account)
        shop.parts["passwords"] = Interrupted(lambda: change(shop, both(new=PASSWORD), account))
        assert log_in(shop).status_code == 201


class Interrupted(RecordingPasswords):
    """Something else happens right after the first password was checked."""

    def __init__(self, happening: Callable[[], Any]) -> None:
        super().__init__()
        self._happening = happening

    def matches(self, password_hash: str | None, password: str) -> bool:
        matched = super().matches(password_hash, password)
        if len(self.checked) == 1:
            assert self._happening().status_code == 204
        return matched

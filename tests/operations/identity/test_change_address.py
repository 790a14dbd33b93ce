from typing import Any

import pytest

from eventing.events.accounts import AccountAddressConfirmed
from functions.identity.rules import LINK_LIFETIME
from tests.support.address_changes import NEW_EMAIL, change, changed, confirmed, request_change
from tests.support.operations.account_mails import newest_token, requested_mails
from tests.support.operations.accounts import (
    EMAIL,
    PASSWORD,
    account_of,
    is_refused,
    log_in,
    refresh,
    registered,
    session_id_in,
)
from tests.support.operations.shop import Shop
from tests.support.passkeys.authenticator import Authenticator
from tests.support.passkeys.owners import Owner, log_in_with
from tests.support.people import refusal

pytestmark = pytest.mark.usefixtures("quick_passwords")
NEW = "an even longer walk"


def requested(shop: Shop) -> str:
    """The token that the new address of a new account was mailed."""
    request_change(shop, confirmed(shop))
    return newest_token(shop)


def slug(answer: Any) -> tuple[int, str]:
    return answer.status_code, answer.json["type"].rpartition(":")[2]


def restore(shop: Shop, token: str) -> Any:
    return shop.call("reset-password", {"token": token, "new_password": NEW}, method="PUT")


class TestChangeAddress:
    def test_lets_the_account_in_by_the_new_address_alone(self, shop: Shop) -> None:
        assert change(shop, requested(shop)).status_code == 204
        assert log_in(shop).status_code == 401
        assert log_in(shop, NEW_EMAIL).status_code == 201

    def test_confirms_the_address(self, shop: Shop) -> None:
        account = registered(shop)
        request_change(shop, account)
        change(shop, newest_token(shop))
        assert account_of(shop, NEW_EMAIL).email_confirmed_at is not None
        assert [each["email"] for each in shop.announced(AccountAddressConfirmed)] == [NEW_EMAIL]

    def test_ends_all_sessions_but_the_one_that_calls(self, shop: Shop) -> None:
        account = confirmed(shop)
        other, current = log_in(shop).json, log_in(shop).json
        changed(shop, account, session_id=session_id_in(current))
        assert is_refused(refresh(shop, other["refresh_token"]))
        assert refresh(shop, current["refresh_token"]).status_code == 200

    def test_ends_all_sessions_when_the_link_is_opened_elsewhere(self, shop: Shop) -> None:
        token = requested(shop)
        session = log_in(shop).json
        change(shop, token)
        assert is_refused(refresh(shop, session["refresh_token"]))

    def test_needs_the_password_since_the_address_may_be_mistyped(self, shop: Shop) -> None:
        token = requested(shop)
        assert slug(change(shop, token, "a guess of its reader")) == (403, "current-password-wrong")
        assert account_of(shop).email == EMAIL
        assert change(shop, token).status_code == 204

    def test_works_once_and_for_a_day(self, shop: Shop) -> None:
        token = requested(shop)
        shop.now += LINK_LIFETIME["change-address"]
        assert slug(change(shop, token)) == (404, "link-unknown")
        request_change(shop, account_of(shop))
        token = newest_token(shop)
        assert [change(shop, token).status_code for _ in range(2)] == [204, 404]

    def test_takes_no_link_of_another_purpose(self, shop: Shop) -> None:
        registered(shop)
        assert slug(change(shop, newest_token(shop))) == (404, "link-unknown")

    def test_is_refused_once_another_account_has_the_address(self, shop: Shop) -> None:
        token = requested(shop)
        registered(shop, NEW_EMAIL)
        assert slug(change(shop, token)) == (409, "address-taken")
        assert account_of(shop).email == EMAIL


def changed_twice(shop: Shop) -> tuple[str, str]:
    """The ways back of an owner, and of a thief who had the address after them."""
    account = confirmed(shop)
    owners = changed(shop, account)
    shop.now += LINK_LIFETIME["reset-password"]
    return owners, changed(shop, account, "thief@example.org")


class TestTheFormerAddress:
    def test_is_told_how_to_get_the_account_back(self, shop: Shop) -> None:
        changed(shop, confirmed(shop))
        assert requested_mails(shop)[-1] == ("restore-address", EMAIL)

    def test_is_not_told_if_nobody_ever_confirmed_it(self, shop: Shop) -> None:
        request_change(shop, registered(shop))
        change(shop, newest_token(shop))
        assert requested_mails(shop)[-1] == ("change-address", NEW_EMAIL)

    def test_gets_the_account_back_with_a_new_password_and_without_sessions(self, shop: Shop) -> None:
        way_back = changed(shop, confirmed(shop))
        thief = log_in(shop, NEW_EMAIL).json
        assert restore(shop, way_back).status_code == 204
        assert shop.announced(AccountAddressConfirmed)[-1]["email"] == EMAIL
        assert is_refused(refresh(shop, thief["refresh_token"]))
        assert log_in(shop, NEW_EMAIL).status_code == 401
        assert log_in(shop, EMAIL, NEW).status_code == 201
        assert requested_mails(shop)[-1] == ("password-changed", EMAIL)
        assert restore(shop, way_back).status_code == 404

    def test_gets_the_account_back_without_the_passkeys_of_whoever_had_changed_it(self, shop: Shop) -> None:
        account = confirmed(shop)
        way_back = changed(shop, account)
        thiefs = Authenticator()
        Owner(shop, account_of(shop, NEW_EMAIL)).add(thiefs)
        assert log_in_with(shop, thiefs).status_code == 201
        restore(shop, way_back)
        assert refusal(log_in_with(shop, thiefs)) == (403, "passkey-refused")

    def test_prevails_over_addresses_that_came_after_it(self, shop: Shop) -> None:
        owners, thiefs = changed_twice(shop)
        assert restore(shop, thiefs).status_code == 204
        assert restore(shop, owners).status_code == 204
        assert account_of(shop).email == EMAIL

    def test_ends_what_came_after_it(self, shop: Shop) -> None:
        owners, thiefs = changed_twice(shop)
        assert restore(shop, owners).status_code == 204
        assert restore(shop, thiefs).status_code == 404

    def test_is_not_restored_after_two_weeks(self, shop: Shop) -> None:
        way_back = changed(shop, confirmed(shop))
        shop.now += LINK_LIFETIME["restore-address"]
        assert restore(shop, way_back).status_code == 404


def test_the_password_stays_the_same(shop: Shop) -> None:
    changed(shop, confirmed(shop))
    assert log_in(shop, NEW_EMAIL, PASSWORD).status_code == 201

from datetime import datetime
from typing import Any

import pytest

from eventing.events.accounts import AccountAddressConfirmed
from functions.identity.rules import LINK_LIFETIME
from tests.support.factories import ADDRESS
from tests.support.operations.account_mails import newest_token, request_reset
from tests.support.operations.accounts import (
    EMAIL,
    PASSWORD,
    account_of,
    change_profile,
    first_token,
    log_in,
    refresh,
    register,
    registered,
)
from tests.support.operations.shop import Shop

STRANGERS, OWNERS = "a password of a stranger", "the password of the owner"
UNKNOWN, REFUSED = (404, "urn:cloudshop:problem:link-unknown"), (403, "urn:cloudshop:problem:confirmation-refused")


def confirm(shop: Shop, token: str, password: str = PASSWORD) -> Any:
    return shop.call("confirm-address", {"token": token, "password": password})


def mailed(shop: Shop, password: str = PASSWORD, **other: Any) -> str:
    """The token that a registration of the address is mailed."""
    assert register(shop, password=password, **other).status_code == 202
    return newest_token(shop)


def problem(answer: Any) -> tuple[int, str]:
    return answer.status_code, answer.json["type"]


@pytest.mark.usefixtures("quick_passwords")
class TestConfirmAddress:
    def test_confirms_it_and_leaves_the_shopper_logged_in(self, shop: Shop) -> None:
        token = mailed(shop)
        session = first_token(shop)
        assert account_of(shop).email_confirmed_at is None
        assert confirm(shop, token).status_code == 204
        assert account_of(shop).email_confirmed_at == shop.now
        assert refresh(shop, session).status_code == 200

    def test_is_announced_once_it_is_done(self, shop: Shop) -> None:
        token = mailed(shop)
        confirm(shop, token, "a guess")
        assert shop.announced(AccountAddressConfirmed) == []
        confirm(shop, token)
        (announced,) = shop.announced(AccountAddressConfirmed)
        assert (announced["account_id"], announced["email"]) == (str(account_of(shop).id), EMAIL)
        assert datetime.fromisoformat(announced["confirmed_at"]) == shop.now

    def test_works_once(self, shop: Shop) -> None:
        token = mailed(shop)
        confirm(shop, token)
        assert problem(confirm(shop, token)) == UNKNOWN

    def test_ends_with_the_links_time(self, shop: Shop) -> None:
        token = mailed(shop)
        shop.now += LINK_LIFETIME["confirm-address"]
        assert problem(confirm(shop, token)) == UNKNOWN

    def test_takes_no_link_for_another_purpose(self, shop: Shop) -> None:
        registered(shop)
        request_reset(shop, EMAIL)
        assert problem(confirm(shop, newest_token(shop))) == UNKNOWN

    def test_needs_the_password_so_that_no_owner_confirms_what_a_stranger_registered(self, shop: Shop) -> None:
        token = mailed(shop, STRANGERS)
        assert problem(confirm(shop, token, OWNERS)) == REFUSED
        assert account_of(shop).email_confirmed_at is None
        assert confirm(shop, token, STRANGERS).status_code == 204


@pytest.mark.usefixtures("quick_passwords")
class TestAnAddressThatAStrangerRegisteredFirst:
    def test_becomes_its_owners_with_nothing_of_the_stranger(self, shop: Shop) -> None:
        mailed(shop, STRANGERS, name="Eve", language="en")
        strangers = log_in(shop, password=STRANGERS).json["refresh_token"]
        saved = {"address": ADDRESS, "other_addresses": [{**ADDRESS, "street": "2 Rue Bleue"}]}
        change_profile(shop, saved, account_id=account_of(shop).id)
        assert confirm(shop, mailed(shop, OWNERS, name="Ada", language="fr"), OWNERS).status_code == 204
        assert log_in(shop, password=OWNERS).status_code == 201
        assert log_in(shop, password=STRANGERS).status_code == 401
        assert refresh(shop, strangers).status_code == 401
        owners = account_of(shop)
        assert (owners.name, owners.language) == ("Ada", "fr")
        assert (owners.delivery_address, owners.other_addresses) == (None, [])

    def test_is_the_strangers_no_more_with_a_link_from_before(self, shop: Shop) -> None:
        first = mailed(shop, STRANGERS)
        second = mailed(shop, OWNERS)
        confirm(shop, second, OWNERS)
        assert problem(confirm(shop, first, STRANGERS)) == UNKNOWN
        assert log_in(shop, password=OWNERS).status_code == 201

    def test_is_confirmed_by_any_of_its_mails_with_the_password_of_the_account(self, shop: Shop) -> None:
        """Otherwise a stranger who registers it again would make the owner's newest mail useless."""
        mailed(shop, OWNERS)
        assert confirm(shop, mailed(shop, STRANGERS), OWNERS).status_code == 204
        assert log_in(shop, password=OWNERS).status_code == 201

    def test_can_be_registered_by_nobody_else_once_it_is_confirmed(self, shop: Shop) -> None:
        pending = mailed(shop, OWNERS)
        request_reset(shop, EMAIL)
        reset = {"token": newest_token(shop), "new_password": PASSWORD}
        assert shop.call("reset-password", reset, method="PUT").status_code == 204
        assert problem(confirm(shop, pending, OWNERS)) == UNKNOWN

import base64
from functools import partial
from typing import Any
from uuid import UUID, uuid4

import pytest
from sqlalchemy import Engine, select

from db.models.identity import Account
from db.models.revocations import Revocation
from eventing.events.accounts import AccountAddressConfirmed
from functions.identity.rules import LINK_LIFETIME
from functions.runtime.security.link_tokens import link_token
from tests.support.operations.account_mails import newest_token, request_reset, requested_mails
from tests.support.operations.accounts import (
    EMAIL,
    PASSWORD,
    account_of,
    first_token,
    log_in,
    refresh,
    registered,
    sessions,
)
from tests.support.operations.at_once import at_once
from tests.support.operations.shop import KEY, LINK_KEY, Shop

NEW = "an even longer walk"
OTHER_KEY = "YW5vdGhlci1rZXktb2YtMzItYnl0ZXMtbG9uZy1lbm8="


def reset(shop: Shop, token: str, password: str = NEW) -> Any:
    return shop.call("reset-password", {"token": token, "new_password": password}, method="PUT")


def requested(shop: Shop, email: str = EMAIL) -> str:
    """The token that the address was mailed."""
    request_reset(shop, email)
    return newest_token(shop)


def is_unknown(answer: Any) -> bool:
    return (answer.status_code, answer.json["type"]) == (404, "urn:cloudshop:problem:link-unknown")


@pytest.mark.usefixtures("quick_passwords")
class TestResetPassword:
    def test_lets_only_the_new_password_in(self, shop: Shop) -> None:
        registered(shop)
        assert reset(shop, requested(shop)).status_code == 204
        assert log_in(shop).status_code == 401
        assert log_in(shop, password=NEW).status_code == 201

    def test_ends_every_session_and_lists_them_as_revoked(self, shop: Shop) -> None:
        registered(shop)
        token = first_token(shop)
        reset(shop, requested(shop))
        assert sessions(shop) == 0
        assert refresh(shop, token).status_code == 401
        assert len(shop.session.scalars(select(Revocation)).all()) == 1

    def test_writes_to_the_owner_that_it_happened(self, shop: Shop) -> None:
        registered(shop)
        reset(shop, requested(shop))
        assert requested_mails(shop)[-1] == ("password-changed", EMAIL)

    def test_confirms_the_address_that_the_link_was_mailed_to(self, shop: Shop) -> None:
        assert registered(shop).email_confirmed_at is None
        reset(shop, requested(shop))
        assert account_of(shop).email_confirmed_at == shop.now

    def test_announces_each_time_that_its_owner_reads_the_mails_of_the_address(self, shop: Shop) -> None:
        registered(shop)
        for _ in range(2):
            reset(shop, requested(shop))
        assert [each["email"] for each in shop.announced(AccountAddressConfirmed)] == [EMAIL, EMAIL]

    def test_works_once(self, shop: Shop) -> None:
        registered(shop)
        token = requested(shop)
        reset(shop, token)
        assert is_unknown(reset(shop, token, "yet another password"))
        assert log_in(shop, password=NEW).status_code == 201

    def test_uses_up_the_other_links_of_the_account(self, shop: Shop) -> None:
        registered(shop)
        earlier, later = requested(shop), requested(shop)
        reset(shop, later)
        assert is_unknown(reset(shop, earlier))

    def test_leaves_the_links_of_others_open(self, shop: Shop) -> None:
        registered(shop)
        registered(shop, "eve@example.org")
        theirs = requested(shop, "eve@example.org")
        reset(shop, requested(shop))
        assert reset(shop, theirs).status_code == 204

    def test_ends_with_the_links_time_by_the_databases_clock(self, shop: Shop) -> None:
        registered(shop)
        token = requested(shop)
        shop.now += LINK_LIFETIME["reset-password"]
        assert is_unknown(reset(shop, token))
        assert log_in(shop).status_code == 201

    def test_refuses_a_link_that_was_requested_for_an_unknown_address(self, shop: Shop) -> None:
        assert is_unknown(reset(shop, requested(shop, "eve@example.org")))

    def test_refuses_the_link_to_an_address_that_the_account_had_before(self, shop: Shop) -> None:
        account = registered(shop)
        token = requested(shop)
        account.email = "ada@new.example"
        shop.session.commit()
        assert is_unknown(reset(shop, token))

    def test_refuses_a_disabled_account(self, shop: Shop) -> None:
        account = registered(shop)
        token = requested(shop)
        account.disabled_at = shop.now
        shop.session.commit()
        assert is_unknown(reset(shop, token))

    def test_refuses_tokens_that_the_shop_did_not_make(self, shop: Shop) -> None:
        registered(shop)
        token = requested(shop)
        flipped = token[:-2] + ("A" if token[-2] != "A" else "B") + token[-1]
        # Every function with a route has the key of callers' identities.
        of_callers = link_token(KEY, UUID(bytes=base64.urlsafe_b64decode(token)[:16]))
        unknown = link_token(LINK_KEY, uuid4())
        for forged in (flipped, of_callers, link_token(OTHER_KEY, uuid4()), unknown, "A" * 64):
            assert is_unknown(reset(shop, forged))
        assert reset(shop, "short").status_code == 422
        assert log_in(shop).status_code == 201

    def test_a_password_that_is_easy_to_guess_leaves_the_link_open(self, shop: Shop) -> None:
        registered(shop)
        token = requested(shop)
        refused = reset(shop, token, "password")
        assert (refused.status_code, refused.json["errors"][0]["field"]) == (422, "new_password")
        assert log_in(shop, password=PASSWORD).status_code == 201
        assert reset(shop, token).status_code == 204


def test_of_uses_of_one_link_at_once_the_first_sets_the_password(concurrent_shop: Shop, patient_engine: Engine) -> None:
    shop = concurrent_shop
    registered(shop)
    token = requested(shop)
    reset(shop, "A" * 64)
    first, second = (partial(reset, shop, token, password) for password in (NEW, "another password"))
    answers = at_once(patient_engine, select(Account), first, second)
    assert [answer.status_code for answer in answers] == [204, 404]
    assert log_in(shop, password=NEW).status_code == 201

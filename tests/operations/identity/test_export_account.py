from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest

from db.models.identity import Account, MailLink
from db.models.notifications import SentMail
from eventing.events.accounts import AccountMailRequested
from functions.identity.own_data.views import ROWS_MAX
from tests.support.factories import ADDRESS
from tests.support.operations.accounts import EMAIL, PASSWORD, change_profile, log_in, registered
from tests.support.operations.shop import Shop
from tests.support.passkeys.authenticator import Authenticator
from tests.support.passkeys.owners import Owner

pytestmark = pytest.mark.usefixtures("quick_passwords")

OTHERS = "eve@example.org"


def ask(shop: Shop, account_id: UUID, password: str = PASSWORD) -> Any:
    return shop.call("export-account", {"password": password}, role="shopper", account_id=account_id)


def exported(shop: Shop, account: Account) -> Any:
    answer = ask(shop, account.id)
    assert answer.status_code == 200, answer.json
    return answer.json


def mailed(shop: Shop, email: str = EMAIL, kind: str = "order-confirmation") -> str:
    """The id of what a mail to the address was about."""
    subject = str(uuid4())
    shop.session.add(SentMail(subject=subject, kind=kind, recipient=email, sent_at=shop.now))
    shop.session.commit()
    return subject


def confirm(shop: Shop, account: Account) -> None:
    account.email_confirmed_at = shop.now
    shop.session.commit()


class TestExportAccount:
    def test_has_the_account_with_its_language_and_address(self, shop: Shop) -> None:
        account = registered(shop, name="Ada", language="fr")
        assert change_profile(shop, {"address": ADDRESS}, account_id=account.id).status_code == 200
        found = exported(shop, account)["account"]
        expected = {"id": str(account.id), "email": EMAIL, "name": "Ada", "language": "fr", "role": "shopper"}
        assert {name: found[name] for name in expected} == expected
        assert found["address"]["city"] == ADDRESS["city"]

    def test_has_no_secret(self, shop: Shop) -> None:
        account = registered(shop)
        log_in(shop)
        text = ask(shop, account.id).get_data(as_text=True)
        assert "argon2" not in text
        assert "sha256" not in text

    def test_has_sessions_also_those_that_are_over_and_devices(self, shop: Shop) -> None:
        account = registered(shop)
        log_in(shop)
        shop.now += timedelta(hours=1)
        log_in(shop)
        shop.now += timedelta(days=31)
        found = exported(shop, account)
        times = [each["started_at"] for each in found["sessions"]]
        assert len(times) == 2
        assert times == sorted(times, reverse=True)
        assert [each["device"] for each in found["devices"]] == [""]

    def test_has_passkeys_by_their_names(self, shop: Shop) -> None:
        ada = Owner(shop, registered(shop))
        ada.add(Authenticator(), "Phone")
        assert exported(shop, ada.account)["passkeys"] == ada.passkeys()

    def test_has_the_links_that_were_mailed_without_what_opens_them(self, shop: Shop) -> None:
        account = registered(shop)
        (link,) = exported(shop, account)["mail_links"]
        assert (link["purpose"], link["email"]) == ("confirm-address", EMAIL)
        assert "id" not in link

    def test_has_the_mails_to_the_address(self, shop: Shop) -> None:
        account = registered(shop)
        confirm(shop, account)
        about = mailed(shop, EMAIL.upper())
        (mail,) = exported(shop, account)["mails"]
        assert (mail["name"], mail["about"]) == ("order-confirmation", about)

    def test_has_no_mails_before_the_address_is_known_to_be_the_caller_s(self, shop: Shop) -> None:
        account = registered(shop)
        mailed(shop)
        assert exported(shop, account)["mails"] == []

    def test_has_nothing_of_another_account(self, shop: Shop) -> None:
        registered(shop, OTHERS)
        log_in(shop, OTHERS)
        mailed(shop, OTHERS)
        account = registered(shop)
        confirm(shop, account)
        found = exported(shop, account)
        assert (found["sessions"], found["devices"], found["mails"]) == ([], [], [])
        assert OTHERS not in str(found)

    def test_has_the_newest_of_very_many(self, shop: Shop) -> None:
        account = registered(shop)
        times: dict[str, Any] = {"requested_at": shop.now + timedelta(days=1), "expires_at": shop.now}
        link = {"purpose": "reset-password", "email": EMAIL, "account_id": account.id}
        shop.session.add_all(MailLink(**link, **times) for _ in range(ROWS_MAX))
        shop.session.commit()
        found = exported(shop, account)["mail_links"]
        assert {each["purpose"] for each in found} == {"reset-password"}
        assert len(found) == ROWS_MAX

    def test_is_reported_by_mail_to_an_address_that_is_confirmed(self, shop: Shop) -> None:
        account = registered(shop)
        exported(shop, account)
        assert [each["kind"] for each in shop.announced(AccountMailRequested)] == ["confirm-address"]
        account.email_confirmed_at = shop.now
        shop.session.commit()
        exported(shop, account)
        mail = shop.announced(AccountMailRequested)[-1]
        assert (mail["kind"], mail["recipient"]) == ("data-downloaded", EMAIL)

    def test_needs_the_password(self, shop: Shop) -> None:
        account = registered(shop)
        refused = ask(shop, account.id, "another long walk")
        assert (refused.status_code, refused.json["type"]) == (403, "urn:cloudshop:problem:current-password-wrong")
        assert [each["kind"] for each in shop.announced(AccountMailRequested)] == ["confirm-address"]

    def test_is_for_people_with_an_account(self, shop: Shop) -> None:
        assert shop.call("export-account", {"password": PASSWORD}).status_code == 401

    def test_a_disabled_account_is_refused(self, shop: Shop) -> None:
        account = registered(shop)
        account.disabled_at = shop.now
        shop.session.commit()
        assert ask(shop, account.id).json["type"] == "urn:cloudshop:problem:account-inactive"

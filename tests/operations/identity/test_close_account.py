from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import func, select

from db.models.api_keys import ApiKey
from db.models.closures import Closure, Erasure
from db.models.identity import Account, KnownDevice, LoginSession, MailLink
from db.models.revocations import Revocation
from db.models.second_factors import RecoveryCode, SecondFactor
from eventing.events.accounts import AccountMailRequested
from eventing.events.closures import AccountClosed
from tests.support.operations.accounts import EMAIL, PASSWORD, first_token, log_in, refresh, register, registered
from tests.support.operations.shop import Shop

pytestmark = pytest.mark.usefixtures("quick_passwords")


def close(shop: Shop, account_id: UUID, password: str = PASSWORD) -> Any:
    return shop.call("close-account", {"password": password}, role="shopper", account_id=account_id)


def rows(shop: Shop, *tables: Any) -> list[int | None]:
    return [shop.session.scalar(select(func.count()).select_from(table)) for table in tables]


class TestCloseAccount:
    def test_erases_the_account_and_all_that_belongs_to_it(self, shop: Shop) -> None:
        account = registered(shop)
        first_token(shop)
        shop.session.add(SecondFactor(account_id=account.id, secret=b"1" * 20))
        shop.session.add(RecoveryCode(account_id=account.id, code_sha256=b"2" * 32))
        shop.session.commit()
        assert close(shop, account.id).status_code == 200
        tables = Account, LoginSession, KnownDevice, MailLink, SecondFactor, RecoveryCode, ApiKey
        assert rows(shop, *tables) == [0] * len(tables)
        (erasure,) = shop.session.scalars(select(Erasure))
        assert erasure.context == "identity"
        assert erasure.erased == {"account": 1, "sessions": 1, "devices": 1, "mail_links": 1, "second_factor": 2}

    def test_ends_its_sessions_at_once(self, shop: Shop) -> None:
        account = registered(shop)
        token = first_token(shop)
        (session_id,) = shop.session.scalars(select(LoginSession.id))
        assert close(shop, account.id).status_code == 200
        assert refresh(shop, token).status_code == 401
        assert shop.session.scalars(select(Revocation.session_id)).all() == [session_id]
        assert log_in(shop).json["type"].endswith(":log-in-refused")

    def test_its_token_opens_nothing_more(self, shop: Shop) -> None:
        account_id = registered(shop).id
        close(shop, account_id)
        again = close(shop, account_id)
        assert (again.status_code, again.json["type"]) == (401, "urn:cloudshop:problem:account-inactive")

    def test_its_address_can_be_registered_anew(self, shop: Shop) -> None:
        former = registered(shop).id
        close(shop, former)
        register(shop)
        assert log_in(shop).status_code == 201
        assert shop.session.scalars(select(Account.id)).one() != former

    def test_tells_the_other_contexts(self, shop: Shop) -> None:
        account_id = registered(shop).id
        close(shop, account_id)
        (told,) = shop.announced(AccountClosed)
        assert (told["account_id"], told["email"]) == (str(account_id), EMAIL)

    def test_the_last_mail_has_the_reference_of_the_certificate(self, shop: Shop) -> None:
        reference = close(shop, registered(shop).id).json["reference"]
        (closure,) = shop.session.scalars(select(Closure))
        mail = shop.announced(AccountMailRequested)[-1]
        assert (mail["mail_id"], mail["kind"], mail["recipient"]) == (reference, "account-closed", EMAIL)
        assert str(closure.id) == reference

    def test_needs_the_password(self, shop: Shop) -> None:
        account = registered(shop)
        refused = close(shop, account.id, "another long walk")
        assert (refused.status_code, refused.json["type"]) == (403, "urn:cloudshop:problem:current-password-wrong")
        assert rows(shop, Account, Closure) == [1, 0]

    def test_a_member_of_the_staff_gives_the_role_up_first(self, shop: Shop) -> None:
        account = registered(shop)
        account.role, account.staff_role = "staff", "support"
        shop.session.commit()
        refused = close(shop, account.id)
        assert (refused.status_code, refused.json["type"]) == (409, "urn:cloudshop:problem:still-staff")
        assert rows(shop, Account, Closure) == [1, 0]

    def test_leaves_every_other_account(self, shop: Shop) -> None:
        register(shop, "eve@example.org")
        close(shop, registered(shop).id)
        assert shop.session.scalars(select(Account.email)).all() == ["eve@example.org"]
        assert log_in(shop, "eve@example.org").status_code == 201

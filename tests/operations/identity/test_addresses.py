"""Addresses of accounts: one rule at registration and at log-in, whatever characters they are typed in."""

from pathlib import Path

import pytest
from alembic.migration import MigrationContext
from alembic.operations import Operations
from alembic.script import ScriptDirectory
from sqlalchemy import update

from db.models.identity import Account
from tests.support.operations.accounts import PASSWORD, account_of, log_in, register, registered
from tests.support.operations.shop import Shop

pytestmark = pytest.mark.usefixtures("quick_passwords")

TYPED, CANONICAL = "ada@straße.example", "ada@xn--strae-oqa.example"


class TestAddressesInOtherCharacters:
    def test_are_stored_as_mail_is_sent_to_them(self, shop: Shop) -> None:
        assert register(shop, TYPED).json["email"] == CANONICAL
        assert account_of(shop, CANONICAL).email == CANONICAL

    @pytest.mark.parametrize("typed", [TYPED, CANONICAL, "ada@STRAßE.example", "ADA@XN--STRAE-OQA.EXAMPLE"])
    def test_log_in_however_they_are_typed(self, shop: Shop, typed: str) -> None:
        register(shop, TYPED)
        assert log_in(shop, typed).status_code == 201

    def test_do_not_log_in_to_the_account_of_a_similar_address(self, shop: Shop) -> None:
        register(shop, "ada@strasse.example")
        assert log_in(shop, TYPED).status_code == 401

    def test_have_one_account(self, shop: Shop) -> None:
        register(shop, TYPED)
        register(shop, CANONICAL, "another password")
        assert log_in(shop, TYPED, PASSWORD).status_code == 201


class TestAddressesOfReleasesBefore:
    """They were accepted when an address only had to look like one."""

    @pytest.mark.parametrize("email", ["ädä@example.org", "a..da@example.org"])
    def test_still_log_in(self, shop: Shop, email: str) -> None:
        registered(shop)
        shop.session.execute(update(Account).values(email=email))
        shop.session.commit()
        assert log_in(shop, email).status_code == 201

    def test_get_the_canonical_form_by_the_migration(self, shop: Shop) -> None:
        registered(shop, "ada@example.org")
        registered(shop, "eve@example.org")
        for old, email in (("ada@example.org", TYPED), ("eve@example.org", "ädä@☃.example")):
            shop.session.execute(update(Account).where(Account.email == old).values(email=email))
        migrate(shop, "0014")
        shop.session.commit()
        assert log_in(shop, TYPED).status_code == 201
        assert log_in(shop, "ädä@☃.example").status_code == 201

    def test_stay_where_another_account_has_the_canonical_form(self, shop: Shop) -> None:
        registered(shop, CANONICAL)
        registered(shop, "eve@example.org")
        shop.session.execute(update(Account).where(Account.email == "eve@example.org").values(email=TYPED))
        migrate(shop, "0014")
        shop.session.commit()
        assert {account_of(shop, email).email for email in (TYPED, CANONICAL)} == {TYPED, CANONICAL}


def migrate(shop: Shop, revision: str) -> None:
    """Applies one migration again, in the test's transaction."""
    script = ScriptDirectory(str(Path("db/migrations"))).get_revision(revision)
    with Operations.context(MigrationContext.configure(shop.session.connection())):
        script.module.upgrade()


class TestNames:
    def test_are_stored_as_they_are_seen(self, shop: Shop) -> None:
        assert registered(shop, name="A\u200bda \uff2c").name == "Ada L"

    @pytest.mark.parametrize("name", ["\u200b", "Ada\u202eEve", "Ada\x85Eve"])
    def test_that_deceive_are_refused(self, shop: Shop, name: str) -> None:
        refused = register(shop, name=name)
        assert (refused.status_code, refused.json["errors"][0]["field"]) == (422, "name")

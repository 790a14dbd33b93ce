from concurrent.futures import ThreadPoolExecutor
from functools import partial
from threading import Barrier

import argon2
import pytest
from sqlalchemy import func, select

from db.models.identity import Account
from functions.identity.rules import LINKS_MAX
from tests.support.operations.account_mails import requested_mails
from tests.support.operations.accounts import (
    EMAIL,
    PASSWORD,
    RecordingPasswords,
    account_of,
    log_in,
    register,
    registered,
)
from tests.support.operations.shop import Shop
from tests.support.operations.statements import statements


class TestRegisterAccount:
    def test_makes_a_shopper_of_every_client_that_asks(self, shop: Shop) -> None:
        account = registered(shop, name="Ada Lovelace")
        assert (account.email, account.name, account.role) == (EMAIL, "Ada Lovelace", "shopper")
        assert account.created_at == shop.now

    def test_keeps_the_password_as_argon2id_of_the_prescribed_cost(self, shop: Shop) -> None:
        parameters = argon2.extract_parameters(registered(shop).password_hash)
        assert parameters.type is argon2.Type.ID
        assert (parameters.time_cost, parameters.memory_cost, parameters.parallelism) == (2, 19 * 1024, 1)
        assert (parameters.salt_len, parameters.hash_len) == (16, 32)

    @pytest.mark.parametrize(
        "password", ["  eight spaces around  ", "пароль-密码-🔐-ﬁ", "A\u030angstro\u0308m", "tab\tand\nline", "x1" * 64]
    )
    def test_keeps_every_character_of_a_password(self, shop: Shop, password: str) -> None:
        registered(shop, password=password)
        assert log_in(shop, password=password).status_code == 201
        assert log_in(shop, password=password.strip() + "x").status_code != 201

    def test_distinguishes_a_password_from_its_stripped_or_normalised_form(self, shop: Shop) -> None:
        registered(shop, password=" A\u030angstro\u0308m ")
        assert log_in(shop, password="A\u030angstro\u0308m").status_code == 401
        assert log_in(shop, password=" Ångström ").status_code == 401

    def test_answers_alike_whether_or_not_the_address_was_taken(self, shop: Shop) -> None:
        first = register(shop)
        again = register(shop, password="another password", name="Eve")
        assert (again.status_code, again.data) == (first.status_code, first.data) == (202, first.data)

    @pytest.mark.parametrize("email", [EMAIL, EMAIL.upper()])
    def test_changes_nothing_about_the_account_that_has_the_address(self, shop: Shop, email: str) -> None:
        before = registered(shop, name="Ada").password_hash
        register(shop, email, "another password", name="Eve")
        after = account_of(shop)
        assert (after.password_hash, after.name) == (before, "Ada")
        assert shop.session.scalar(select(func.count()).select_from(Account)) == 1

    def test_hashes_the_password_even_for_an_address_that_is_taken(self, shop: Shop) -> None:
        shop.parts["passwords"] = passwords = RecordingPasswords()
        register(shop)
        register(shop, password="another password")
        assert passwords.hashed == [PASSWORD, "another password"]

    @pytest.mark.parametrize(
        "password",
        [
            "short12",
            "x" * 129,
            "password",
            "PassWord",
            "12345678",
            "qwertyuiop",
            "eight888",
            "zzzzzzzzzz",
            EMAIL,
            EMAIL.upper(),
        ],
    )
    def test_refuses_a_password_that_is_easy_to_guess(self, shop: Shop, password: str) -> None:
        refused = register(shop, password=password)
        assert refused.status_code == 422
        assert [error["field"] for error in refused.json["errors"]] == ["password"]
        assert shop.session.scalar(select(func.count()).select_from(Account)) == 0

    @pytest.mark.parametrize("password", ["eight8889", "only lower case letters", "7029384751", "ÄÖÜäöüßß"])
    def test_asks_for_no_kinds_of_characters(self, shop: Shop, password: str) -> None:
        assert register(shop, password=password).status_code == 202

    @pytest.mark.parametrize("extra", ["role", "id", "is_admin", "created_at", "password_hash"])
    def test_takes_nothing_that_is_not_asked_for(self, shop: Shop, extra: str) -> None:
        refused = register(shop, **{extra: "admin"})
        assert refused.status_code == 422
        assert [error["field"] for error in refused.json["errors"]] == [extra]

    @pytest.mark.parametrize(
        "email",
        [
            "",
            "ada",
            "ada@",
            "@example.org",
            "ada@example",
            "a da@example.org",
            "x" * 250 + "@a.de",
            "ädä@example.org",
            "a..da@example.org",
            "ada@exam_ple.org",
            "ada@127.0.0.1",
        ],
    )
    def test_refuses_what_is_no_address(self, shop: Shop, email: str) -> None:
        refused = register(shop, email)
        assert (refused.status_code, refused.json["errors"][0]["field"]) == (422, "email")

    def test_says_nothing_of_the_password_anywhere(self, shop: Shop, capsys: pytest.CaptureFixture[str]) -> None:
        secret = "canary-8d1f"
        answers = [
            register(shop, password=secret),
            register(shop, "no address", secret),
            shop.call("register-account", {"email": EMAIL, "password": [secret]}),
            shop.call("register-account", {"email": EMAIL, "password": secret * 12}),
            shop.call("register-account", f'{{"password": "{secret}"'),
            log_in(shop, password=secret),
            log_in(shop, password=secret + "x"),
        ]
        assert secret not in "".join(answer.text for answer in answers) + capsys.readouterr().out


@pytest.mark.usefixtures("quick_passwords")
class TestTheMailAfterARegistration:
    def test_confirms_an_address_that_is_new_or_not_confirmed(self, shop: Shop) -> None:
        assert registered(shop).email_confirmed_at is None
        register(shop, EMAIL.upper(), "another password")
        assert requested_mails(shop) == [("confirm-address", EMAIL)] * 2

    def test_tells_the_owner_of_a_confirmed_address(self, shop: Shop) -> None:
        confirm(shop, registered(shop))
        register(shop, password="another password")
        assert requested_mails(shop)[-1] == ("address-in-use", EMAIL)

    def test_costs_the_same_whoever_has_the_address(self, shop: Shop) -> None:
        """So that the time reveals nothing."""
        new = statements(shop, partial(register, shop))
        unconfirmed = statements(shop, partial(register, shop))
        confirm(shop, account_of(shop))
        confirmed = statements(shop, partial(register, shop))
        assert new == unconfirmed == confirmed

    def test_does_not_flood_a_mailbox(self, shop: Shop) -> None:
        confirm(shop, registered(shop))
        for _ in range(LINKS_MAX + 2):
            register(shop)
        assert [recipient for _, recipient in requested_mails(shop)].count(EMAIL) == LINKS_MAX


def confirm(shop: Shop, account: Account) -> None:
    account.email_confirmed_at = shop.now
    shop.session.commit()


class TestTwoRegistrationsAtOnce:
    def test_make_one_account(self, concurrent_shop: Shop) -> None:
        register(concurrent_shop, "first@example.org")
        together = Barrier(8)

        def call(number: int) -> int:
            together.wait(20)
            return int(register(concurrent_shop, EMAIL, f"the password of {number}").status_code)

        with ThreadPoolExecutor(8) as pool:
            assert set(pool.map(call, range(8))) == {202}
        assert account_of(concurrent_shop).role == "shopper"

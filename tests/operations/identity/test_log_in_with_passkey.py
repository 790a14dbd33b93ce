from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import Engine, select

from db.models.identity import Account
from functions.identity.accounts.passwords import Passwords
from tests.support.operations.account_mails import requested_mails
from tests.support.operations.accounts import EMAIL, registered, session_id_in, sessions, verified
from tests.support.operations.at_once import at_once
from tests.support.operations.shop import Shop
from tests.support.passkeys.authenticator import PRESENT, Authenticator, text
from tests.support.passkeys.owners import Owner, begin_log_in, log_in_with
from tests.support.people import ADMINISTRATOR, CLERK, member, refusal

pytestmark = pytest.mark.usefixtures("quick_passwords")


@pytest.fixture
def phone(shop: Shop) -> Authenticator:
    """The phone of a shopper, with a passkey."""
    phone = Authenticator(sign_count=1)
    Owner(shop, registered(shop)).add(phone)
    phone.sign_count += 1
    return phone


class TestLogInWithPasskey:
    def test_opens_a_session_like_a_password(self, shop: Shop, phone: Authenticator) -> None:
        opened = log_in_with(shop, phone)
        assert (opened.status_code, opened.json["role"], opened.json["second_factor"]) == (201, "shopper", "optional")
        assert opened.json["session_expires_at"] == (shop.now + timedelta(days=14)).isoformat().replace("+00:00", "Z")
        claims = verified(shop, opened.json["access_token"]).claims
        assert claims["sid"] == str(session_id_in(opened.json))
        assert "factor_at" not in claims

    def test_counts_as_both_factors_of_staff(self, shop: Shop) -> None:
        key = Authenticator()
        Owner(shop, member(shop, ADMINISTRATOR, "administrator")).add(key)
        opened = log_in_with(shop, key).json
        assert opened["second_factor"] == "presented"
        assert "people.change" in opened["permissions"]
        assert verified(shop, opened["access_token"]).claims["factor_at"] == int(shop.now.timestamp())

    def test_says_when_it_was_used_last(self, shop: Shop, phone: Authenticator) -> None:
        opened = log_in_with(shop, phone).json
        account = shop.session.scalars(select(Account)).one()
        by: dict[str, Any] = {"role": "shopper", "account_id": account.id, "session_id": session_id_in(opened)}
        (passkey,) = shop.call("list-sessions", method="GET", **by).json["passkeys"]
        assert passkey["last_used_at"] == shop.now.isoformat().replace("+00:00", "Z")

    def test_is_mailed_about_if_the_device_is_new(self, shop: Shop, phone: Authenticator) -> None:
        firefox = {"user-agent": "Mozilla/5.0 (Android 15) Firefox/140.0"}
        shop.call("log-in-with-passkey", phone.answer_to(begin_log_in(shop)), headers=firefox)
        assert requested_mails(shop)[-1] == ("unusual-log-in", EMAIL)

    def test_of_an_authenticator_that_does_not_count_goes_on(self, shop: Shop) -> None:
        key = Authenticator()
        Owner(shop, registered(shop)).add(key)
        assert log_in_with(shop, key).status_code == 201
        shop.now += timedelta(seconds=1)
        assert log_in_with(shop, key).status_code == 201


class TestAnAnswer:
    def test_counts_once(self, shop: Shop, phone: Authenticator) -> None:
        phone.sign_count = 0
        owner = Owner(shop, registered(shop, CLERK))
        key = Authenticator()
        owner.add(key)
        answer = key.answer_to(begin_log_in(shop))
        assert shop.call("log-in-with-passkey", answer).status_code == 201
        assert refusal(shop.call("log-in-with-passkey", answer)) == (403, "passkey-refused")

    def test_counts_once_if_it_is_sent_twice_at_once(self, concurrent_shop: Shop, engine: Engine) -> None:
        shop = concurrent_shop
        shop.parts["passwords"] = Passwords(time_cost=1, memory_kibibytes=64)
        key = Authenticator()
        Owner(shop, registered(shop)).add(key)
        answer = key.answer_to(begin_log_in(shop))

        def send() -> Any:
            return shop.call("log-in-with-passkey", answer)

        first, second = at_once(engine, select(Account), send, send)
        assert (first.status_code, refusal(second)) == (201, (403, "passkey-refused"))

    def test_counts_for_five_minutes(self, shop: Shop, phone: Authenticator) -> None:
        begun = begin_log_in(shop)
        shop.now += timedelta(seconds=300)
        assert shop.call("log-in-with-passkey", phone.answer_to(begun)).status_code == 201
        phone.sign_count += 1
        begun = begin_log_in(shop)
        shop.now += timedelta(seconds=301)
        assert refusal(shop.call("log-in-with-passkey", phone.answer_to(begun))) == (403, "passkey-refused")

    def test_of_a_copied_key_does_not_count(self, shop: Shop, phone: Authenticator) -> None:
        phone.sign_count = 5
        assert log_in_with(shop, phone).status_code == 201
        shop.now += timedelta(seconds=1)
        phone.sign_count = 5
        assert refusal(log_in_with(shop, phone)) == (403, "passkey-refused")

    @pytest.mark.parametrize(
        "changed",
        [
            {"origin": "https://evil.example"},
            {"rp_id": "evil.example"},
            {"flags": PRESENT},
            {"flags": 0},
            {"user_id": text(b"\x00" * 16)},
            {"credential_id": b"another"},
        ],
        ids=["of another page", "of another shop", "without a verified person", "without a person", "of another user",
             "of an unknown passkey"],
    )  # fmt: skip
    def test_is_refused(self, shop: Shop, phone: Authenticator, changed: dict[str, Any]) -> None:
        for name, value in changed.items():
            setattr(phone, name, value)
        assert refusal(log_in_with(shop, phone)) == (403, "passkey-refused")
        assert sessions(shop) == 1

    @pytest.mark.parametrize("part", ["client_data", "authenticator_data", "signature", "challenge"])
    @pytest.mark.parametrize("value", ["A", "AAAA", "e30"])
    def test_that_is_malformed_is_refused(self, shop: Shop, phone: Authenticator, part: str, value: str) -> None:
        answer = {**phone.answer_to(begin_log_in(shop)), part: value}
        assert refusal(shop.call("log-in-with-passkey", answer)) == (403, "passkey-refused")

    def test_of_another_key_is_refused(self, shop: Shop, phone: Authenticator) -> None:
        thief = Authenticator(credential_id=phone.credential_id, user_id=phone.user_id, sign_count=9)
        assert refusal(log_in_with(shop, thief)) == (403, "passkey-refused")

    def test_to_a_challenge_for_adding_does_not_log_in(self, shop: Shop, phone: Authenticator) -> None:
        owner = Owner(shop, registered(shop, CLERK))
        refused = shop.call("log-in-with-passkey", phone.answer_to(owner.begin().json))
        assert refusal(refused) == (403, "passkey-refused")

    def test_for_a_disabled_account_is_refused(self, shop: Shop, phone: Authenticator) -> None:
        shop.session.scalars(select(Account)).one().disabled_at = shop.now
        shop.session.commit()
        assert refusal(log_in_with(shop, phone)) == (403, "passkey-refused")

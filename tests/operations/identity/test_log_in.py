from datetime import timedelta

import pytest
from sqlalchemy import select, update

from db.models.identity import Account, LoginSession, Role
from functions.identity.accounts.passwords import Passwords
from functions.runtime.permissions import PERMISSIONS
from tests.support.operations.accounts import (
    EMAIL,
    PASSWORD,
    RecordingPasswords,
    account_of,
    first_token,
    log_in,
    log_in_as,
    refresh,
    registered,
    sessions,
    verified,
)
from tests.support.operations.shop import Shop


class TestLogIn:
    def test_opens_a_session_that_lasts_fourteen_days_without_use(self, shop: Shop) -> None:
        registered(shop)
        opened = log_in(shop)
        assert opened.status_code == 201
        assert opened.headers["cache-control"] == "private, no-store"
        assert (opened.json["token_type"], opened.json["expires_in_seconds"]) == ("Bearer", 600)
        assert opened.json["role"] == "shopper"
        assert opened.json["session_expires_at"] == (shop.now + timedelta(days=14)).isoformat().replace("+00:00", "Z")

    def test_signs_a_token_that_the_published_keys_verify(self, shop: Shop) -> None:
        account = registered(shop)
        token = verified(shop, log_in(shop).json["access_token"])
        assert (token.header["typ"], token.header["alg"]) == ("at+jwt", "EdDSA")
        now = int(shop.now.timestamp())
        claims = {name: value for name, value in token.claims.items() if name != "jti"}
        assert claims == {
            "iss": "cloudshop",
            "aud": "cloudshop-api",
            "sub": str(account.id),
            "role": "shopper",
            "sid": str(shop.session.scalars(select(LoginSession.id)).one()),
            "iat": now,
            "nbf": now,
            "exp": now + 600,
        }

    def test_gives_every_token_an_id_of_its_own(self, shop: Shop) -> None:
        registered(shop)
        first, second = (verified(shop, log_in(shop).json["access_token"]).claims["jti"] for _ in range(2))
        assert first != second

    def test_puts_the_accounts_role_into_the_token(self, shop: Shop) -> None:
        registered(shop).role = "staff"
        shop.session.commit()
        assert verified(shop, log_in(shop).json["access_token"]).claims["role"] == "staff"

    def test_puts_what_the_role_permits_into_the_token_and_says_so(self, shop: Shop) -> None:
        opened = log_in_as(shop, "order-desk")
        permissions = verified(shop, opened["access_token"]).claims["permissions"]
        assert (permissions["orders.ship"], permissions["payments.refund"]) == (None, 20_000)
        assert "catalog.change" not in permissions
        assert opened["permissions"] == sorted(permissions)

    @pytest.mark.parametrize(("role", "same"), [("staff", "manager"), ("admin", "administrator")])
    def test_lets_staff_who_have_a_role_of_the_release_before_do_what_they_might(
        self, shop: Shop, role: Role, same: str
    ) -> None:
        """It writes the old column alone, in any statement."""
        registered(shop)
        shop.session.execute(update(Account).values(role=role))
        shop.session.commit()
        assert account_of(shop).staff_role == same
        known = {each for each in PERMISSIONS if not each.startswith(("people.", "webhooks."))}
        assert set(log_in(shop).json["permissions"]) >= known

    def test_permits_a_shopper_nothing_though_they_had_a_role(self, shop: Shop) -> None:
        log_in_as(shop, "administrator")
        shop.session.execute(update(Account).values(role="shopper"))
        shop.session.commit()
        assert log_in(shop).json["permissions"] == []

    def test_finds_the_address_in_any_case(self, shop: Shop) -> None:
        registered(shop)
        assert log_in(shop, EMAIL.upper()).status_code == 201

    def test_refuses_every_reason_alike(self, shop: Shop) -> None:
        registered(shop)
        registered(shop, "disabled@example.org").disabled_at = shop.now
        shop.session.commit()
        refused = [
            log_in(shop, password="not the password"),
            log_in(shop, "nobody@example.org"),
            log_in(shop, "disabled@example.org"),
        ]
        assert [answer.status_code for answer in refused] == [401, 401, 401]
        texts = {str({**answer.json, "request_id": ""}) for answer in refused}
        assert len(texts) == 1
        assert refused[0].json["type"] == "urn:cloudshop:problem:log-in-refused"
        assert sessions(shop) == 0

    def test_does_the_same_work_for_an_unknown_address(self, shop: Shop) -> None:
        shop.parts["passwords"] = passwords = RecordingPasswords()
        known = registered(shop).password_hash
        log_in(shop, password="not the password")
        log_in(shop, "nobody@example.org")
        assert passwords.checked == [known, None]
        assert passwords.hashed == [PASSWORD]

    def test_renews_a_hash_of_other_parameters_and_no_other(self, shop: Shop) -> None:
        account = registered(shop)
        account.password_hash = Passwords(time_cost=1, memory_kibibytes=8 * 1024).hash(PASSWORD)
        shop.session.commit()
        assert log_in(shop, password="not the password").status_code == 401
        assert "t=1" in account_of(shop).password_hash
        assert log_in(shop).status_code == 201
        renewed = account_of(shop).password_hash
        assert "$m=19456,t=2,p=1$" in renewed
        assert log_in(shop).status_code == 201
        assert account_of(shop).password_hash == renewed

    def test_keeps_no_more_than_fifty_sessions_of_an_account(self, shop: Shop) -> None:
        registered(shop)
        shop.parts["passwords"] = Passwords(time_cost=1, memory_kibibytes=8)
        tokens = []
        for _ in range(52):
            shop.now += timedelta(seconds=1)
            tokens.append(first_token(shop))
        assert sessions(shop) == 50
        assert [refresh(shop, token).status_code for token in tokens[1:3]] == [401, 200]

    def test_forgets_sessions_that_have_expired(self, shop: Shop) -> None:
        registered(shop)
        first_token(shop)
        shop.now += timedelta(days=30)
        first_token(shop)
        assert sessions(shop) == 1

    def test_is_unavailable_rather_than_refused_without_keys(self, shop: Shop) -> None:
        registered(shop)
        del shop.parts["token_keys"]  # the settings name no file in a test
        down = log_in(shop)
        assert (down.status_code, down.headers["retry-after"]) == (503, "2")
        assert sessions(shop) == 0

    @pytest.mark.parametrize(
        "body", [{}, {"email": EMAIL}, {"email": EMAIL, "password": 1}, {"email": EMAIL, "password": ""}]
    )
    def test_names_the_field_that_is_wrong(self, shop: Shop, body: dict[str, object]) -> None:
        refused = shop.call("log-in", body)
        assert refused.status_code == 422
        assert {error["field"] for error in refused.json["errors"]} <= {"email", "password"}

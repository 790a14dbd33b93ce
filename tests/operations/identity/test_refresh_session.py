import hashlib
import secrets
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select, update

from db.models.identity import Account, LoginSession
from tests.support.operations.accounts import (
    account_of,
    first_token,
    is_refused,
    refresh,
    registered,
    sessions,
)
from tests.support.operations.shop import KEY, Shop

pytestmark = pytest.mark.usefixtures("quick_passwords")
OTHER_KEY = "YW5vdGhlci1rZXktb2YtMzItYnl0ZXMtbG9uZy1lbm91Z2g="


class TestRefreshSession:
    def test_gives_a_new_pair_of_tokens(self, shop: Shop, token: str) -> None:
        shop.now += timedelta(minutes=10)
        renewed = refresh(shop, token)
        assert renewed.status_code == 200
        assert renewed.headers["cache-control"] == "private, no-store"
        assert renewed.json["refresh_token"] != token
        assert refresh(shop, renewed.json["refresh_token"]).status_code == 200

    def test_does_not_go_on_with_another_role(self, shop: Shop, token: str) -> None:
        account_of(shop).role = "staff"
        shop.session.commit()
        assert is_refused(refresh(shop, token))

    def test_gives_the_same_successor_when_the_answer_was_lost(self, shop: Shop, token: str) -> None:
        first = refresh(shop, token).json["refresh_token"]
        shop.now += timedelta(seconds=10)
        assert refresh(shop, token).json["refresh_token"] == first
        assert refresh(shop, first).status_code == 200

    def test_gives_it_even_while_the_keys_of_successors_are_replaced(self, shop: Shop, token: str) -> None:
        first = refresh(shop, token).json["refresh_token"]
        shop.parts["refresh_keys"] = (OTHER_KEY, KEY)
        again = rebuilt(shop)
        assert refresh(again, token).json["refresh_token"] == first

    def test_ends_the_session_when_a_token_is_used_again_later(self, shop: Shop, token: str) -> None:
        newest = refresh(shop, token).json["refresh_token"]
        shop.now += timedelta(seconds=11)
        assert is_refused(refresh(shop, token))
        assert is_refused(refresh(shop, newest))
        assert sessions(shop) == 0

    def test_ends_the_session_when_its_successor_was_used_already(self, shop: Shop, token: str) -> None:
        """Who has used the successor got the answer: nothing was lost, so this is another client."""
        newest = refresh(shop, refresh(shop, token).json["refresh_token"]).json["refresh_token"]
        assert is_refused(refresh(shop, token))
        assert is_refused(refresh(shop, newest))

    def test_leaves_other_sessions_alone_when_one_ends(self, shop: Shop, token: str) -> None:
        other = first_token(shop)
        refresh(shop, token)
        shop.now += timedelta(seconds=11)
        assert is_refused(refresh(shop, token))
        assert refresh(shop, other).status_code == 200

    def test_ends_thirty_days_after_the_log_in_however_often_it_is_used(self, shop: Shop, token: str) -> None:
        expires_at = shop.now + timedelta(days=30)
        while shop.now < expires_at - timedelta(days=1):
            shop.now += timedelta(days=1)
            token = refresh(shop, token).json["refresh_token"]
        shop.now = expires_at - timedelta(seconds=1)
        token = refresh(shop, token).json["refresh_token"]
        shop.now = expires_at
        assert is_refused(refresh(shop, token))

    def test_keeps_the_time_of_its_use_though_the_answer_was_lost(self, shop: Shop, token: str) -> None:
        refresh(shop, token)
        shop.now += timedelta(seconds=10)
        renewed = refresh(shop, token).json
        assert renewed["session_expires_at"] == (shop.now + timedelta(days=14)).isoformat().replace("+00:00", "Z")

    def test_serves_no_disabled_account(self, shop: Shop, token: str) -> None:
        account_of(shop).disabled_at = shop.now
        shop.session.commit()
        assert is_refused(refresh(shop, token))

    def test_keeps_only_digests(self, shop: Shop, token: str) -> None:
        refresh(shop, token)
        row = shop.session.scalars(select(LoginSession)).one()
        assert row.used_token_sha256 == hashlib.sha256(token.encode()).digest()
        assert len(row.token_sha256) == 32

    def test_refuses_a_token_that_was_never_given(self, shop: Shop, token: str) -> None:
        assert is_refused(refresh(shop, secrets.token_urlsafe(48)))
        assert refresh(shop, token).status_code == 200

    def test_refuses_a_guessed_successor(self, shop: Shop, token: str) -> None:
        assert is_refused(refresh(shop, token[:22] + secrets.token_urlsafe(48)[22:]))

    @pytest.mark.parametrize("wrong", ["", "x", "x" * 63, "x" * 65, "é" * 64, "x" * 63 + "\n", None, 7])
    def test_names_the_field_when_it_is_no_token(self, shop: Shop, wrong: Any) -> None:
        refused = shop.call("refresh-session", {"refresh_token": wrong})
        assert (refused.status_code, refused.json["errors"][0]["field"]) == (422, "refresh_token")

    def test_says_nothing_of_a_token_in_its_logs(
        self, shop: Shop, token: str, capsys: pytest.CaptureFixture[str]
    ) -> None:
        newest = refresh(shop, token).json["refresh_token"]
        shop.now += timedelta(seconds=11)
        refresh(shop, token)
        logged = capsys.readouterr().out
        assert "used again" in logged
        assert token not in logged
        assert newest not in logged


class TestASessionThatIsNotUsed:
    def test_of_a_shopper_ends_after_fourteen_days(self, shop: Shop, token: str) -> None:
        shop.now += timedelta(days=14, seconds=-1)
        token = refresh(shop, token).json["refresh_token"]
        shop.now += timedelta(days=14)
        assert is_refused(refresh(shop, token))

    @pytest.mark.parametrize("role", ["staff", "admin"])
    def test_of_staff_ends_after_twelve_hours(self, shop: Shop, role: str) -> None:
        account = registered(shop)
        shop.session.execute(update(Account).where(Account.id == account.id).values(role=role))
        shop.session.commit()
        token = first_token(shop)
        shop.now += timedelta(hours=12, seconds=-1)
        token = refresh(shop, token).json["refresh_token"]
        shop.now += timedelta(hours=12)
        assert is_refused(refresh(shop, token))


def rebuilt(shop: Shop) -> Shop:
    """The same shop with its functions started anew, as after a change of settings."""
    return Shop(shop.session, shop.parts, shop.now)

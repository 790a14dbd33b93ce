from datetime import datetime, timedelta

import pytest

from tests.support.operations.accounts import EMAIL, PASSWORD, log_in, own_sessions, refresh, registered, session_id_in
from tests.support.operations.shop import Shop
from tests.support.passkeys.authenticator import Authenticator
from tests.support.passkeys.owners import Owner

pytestmark = pytest.mark.usefixtures("quick_passwords")

FIREFOX = "Mozilla/5.0 (Android 14; Mobile; rv:132.0) Gecko/132.0 Firefox/132.0"


class TestListSessions:
    def test_says_of_each_when_it_began_and_was_used_and_on_which_device(self, shop: Shop) -> None:
        account = registered(shop)
        began, login = shop.now, {"email": EMAIL, "password": PASSWORD}
        first = shop.call("log-in", login, headers={"user-agent": FIREFOX}).json
        shop.now += timedelta(hours=1)
        second = log_in(shop).json
        shop.now += timedelta(hours=1)
        refresh(shop, first["refresh_token"])
        newer, older = own_sessions(shop, account, session_id_in(second))
        assert (older["device"], newer["device"]) == ("Firefox · Android", None)
        assert [_hours(older[name], began) for name in ("started_at", "last_used_at")] == [0, 2]
        assert [_hours(newer[name], began) for name in ("started_at", "last_used_at")] == [1, 1]
        assert (older["is_current"], newer["is_current"]) == (False, True)

    def test_leaves_out_those_that_are_over_and_those_of_others(self, shop: Shop) -> None:
        account = registered(shop)
        log_in(shop)
        shop.now += timedelta(days=31)
        other = registered(shop, "eve@example.org")
        log_in(shop, "eve@example.org")
        assert own_sessions(shop, account) == []
        assert len(own_sessions(shop, other)) == 1

    def test_is_for_people_with_an_account(self, shop: Shop) -> None:
        assert shop.call("list-sessions", method="GET").status_code == 401

    def test_says_which_passkeys_open_more_and_not_those_of_others(self, shop: Shop) -> None:
        ada, eve = (Owner(shop, registered(shop, email)) for email in (EMAIL, "eve@example.org"))
        ada.add(Authenticator(), "Phone")
        shop.now += timedelta(hours=1)
        ada.add(Authenticator(), "Security key")
        assert [each["name"] for each in ada.passkeys()] == ["Phone", "Security key"]
        assert ada.passkeys()[0].keys() == {"id", "name", "added_at", "last_used_at"}
        assert eve.passkeys() == []


def _hours(text: str, since: datetime) -> float:
    return (datetime.fromisoformat(text) - since).total_seconds() / 3600

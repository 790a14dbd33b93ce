from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import select

from db.models.identity import Account
from db.models.revocations import Revocation
from tests.support.operations.accounts import is_refused, log_in, own_sessions, refresh, registered, session_id_in
from tests.support.operations.shop import Shop

pytestmark = pytest.mark.usefixtures("quick_passwords")


def end(shop: Shop, account: Account, current: UUID, **which: Any) -> int:
    """The status of the call, by the account's owner in the session."""
    answer = shop.call("end-sessions", which, role="shopper", account_id=account.id, session_id=current)
    return int(answer.status_code)


class TestEndSessions:
    def test_ends_all_but_the_one_that_calls(self, shop: Shop) -> None:
        account = registered(shop)
        others, current = [log_in(shop).json for _ in range(2)], log_in(shop).json
        assert end(shop, account, session_id_in(current)) == 204
        assert all(is_refused(refresh(shop, other["refresh_token"])) for other in others)
        assert refresh(shop, current["refresh_token"]).status_code == 200
        # By these the gateway refuses their access tokens.
        assert {*shop.session.scalars(select(Revocation.session_id))} == {session_id_in(other) for other in others}

    def test_ends_the_one_that_is_named_also_if_it_calls(self, shop: Shop) -> None:
        account = registered(shop)
        other, current = log_in(shop).json, log_in(shop).json
        own = session_id_in(current)
        for ended in (session_id_in(other), own):
            assert end(shop, account, own, id=str(ended)) == 204
            assert str(ended) not in {session["id"] for session in own_sessions(shop, account)}
        assert own_sessions(shop, account) == []

    def test_leaves_the_sessions_of_others_alone(self, shop: Shop) -> None:
        account = registered(shop)
        current, victim = session_id_in(log_in(shop).json), registered(shop, "eve@example.org")
        foreign = log_in(shop, "eve@example.org").json
        for which in ({"id": str(session_id_in(foreign))}, {}):
            assert end(shop, account, current, **which) == 204
        assert len(own_sessions(shop, victim)) == 1

    def test_may_be_repeated(self, shop: Shop) -> None:
        account = registered(shop)
        other, current = session_id_in(log_in(shop).json), session_id_in(log_in(shop).json)
        assert [end(shop, account, current, id=str(other)) for _ in range(2)] == [204, 204]

    def test_is_for_people_with_an_account(self, shop: Shop) -> None:
        assert shop.call("end-sessions", {}).status_code == 401

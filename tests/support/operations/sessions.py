"""The sessions of a shopper, as the account's page has them."""

from typing import Any
from uuid import UUID

from db.models.identity import Account
from functions.identity.sessions.refresh_tokens import session_id_of
from tests.support.operations.shop import Shop


def session_id_in(opened: dict[str, Any]) -> UUID:
    """The id of the session that a log-in has opened."""
    return session_id_of(opened["refresh_token"])


def own_sessions(shop: Shop, account: Account, current: UUID | None = None) -> list[dict[str, Any]]:
    """What list-sessions answers to the account's owner, in the session."""
    answer = shop.call("list-sessions", method="GET", role="shopper", account_id=account.id, session_id=current)
    assert answer.status_code == 200
    items: list[dict[str, Any]] = answer.json["items"]
    return items

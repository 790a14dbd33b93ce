"""Registers shoppers and logs them in, and reads the contexts' answers when accounts are closed."""

from datetime import datetime
from pathlib import Path
from typing import Any, get_args
from uuid import UUID

from joserfc import jwt
from joserfc.jwk import KeySet
from sqlalchemy import func, select

from db.models.identity import Account, LoginSession
from db.models.messaging import OutboxEvent
from eventing.events.closures import AccountClosed
from functions.identity.accounts.passwords import Passwords
from functions.identity.keys.key_file import KeyFile
from functions.identity.keys.key_rotation import add_key
from functions.identity.record_erasure import Answer
from functions.identity.sessions.refresh_tokens import session_id_of
from functions.runtime.security.token_signatures import TokenSignatures
from tests.support.operations.shop import Shop

EMAIL = "ada@example.org"
PASSWORD = "a long walk by the sea"


class RecordingPasswords:
    """The real Passwords, which also records its calls."""

    def __init__(self) -> None:
        self._real = Passwords()
        self.is_outdated = self._real.is_outdated
        self.hashed: list[str] = []
        self.checked: list[str | None] = []

    def hash(self, password: str) -> str:
        self.hashed.append(password)
        return self._real.hash(password)

    def matches(self, password_hash: str | None, password: str) -> bool:
        self.checked.append(password_hash)
        return self._real.matches(password_hash, password)


def keys_at(folder: Path, now: datetime) -> KeyFile:
    """A key file with one key that signs already."""
    add_key(folder / "token-keys.json", now=int(now.timestamp()) - 1, delay_seconds=0)
    return KeyFile(folder / "token-keys.json")


def register(shop: Shop, email: str = EMAIL, password: str = PASSWORD, **other: Any) -> Any:
    return shop.call("register-account", {"email": email, "password": password, **other})


def log_in(shop: Shop, email: str = EMAIL, password: str = PASSWORD) -> Any:
    return shop.call("log-in", {"email": email, "password": password})


def log_in_as(shop: Shop, staff_role: str) -> dict[str, Any]:
    """The session of a new member of the staff with this role."""
    account = registered(shop)
    account.role, account.staff_role = "staff", staff_role
    shop.session.commit()
    return dict(log_in(shop).json)


def refresh(shop: Shop, token: str) -> Any:
    return shop.call("refresh-session", {"refresh_token": token})


def log_out(shop: Shop, token: str) -> Any:
    return shop.call("log-out", {"refresh_token": token})


def registered(shop: Shop, email: str = EMAIL, password: str = PASSWORD, **other: Any) -> Account:
    """The account of a shopper who has just registered."""
    assert register(shop, email, password, **other).status_code == 202
    return account_of(shop, email)


def account_of(shop: Shop, email: str = EMAIL) -> Account:
    shop.session.expire_all()
    return shop.session.scalars(select(Account).where(Account.email == email)).one()


def first_token(shop: Shop) -> str:
    """The refresh token of a new session of a registered shopper."""
    answer = log_in(shop)
    assert answer.status_code == 201
    return str(answer.json["refresh_token"])


def verified(shop: Shop, token: str) -> jwt.Token:
    """The token's claims, verified with the published keys only."""
    published = shop.call("publish-keys", method="GET").json
    return jwt.decode(token, KeySet.import_key_set(published), registry=TokenSignatures())


def sessions(shop: Shop) -> int:
    return shop.session.scalar(select(func.count()).select_from(LoginSession)) or 0


def is_refused(answer: Any) -> bool:
    refused: bool = answer.status_code == 401 and answer.json["type"] == "urn:cloudshop:problem:session-ended"
    return refused


def session_id_in(opened: dict[str, Any]) -> UUID:
    """The id of the session that a log-in has opened."""
    return session_id_of(opened["refresh_token"])


def own_sessions(shop: Shop, account: Account, current: UUID | None = None) -> list[dict[str, Any]]:
    """What list-sessions answers to the account's owner, in the session."""
    answer = shop.call("list-sessions", method="GET", role="shopper", account_id=account.id, session_id=current)
    assert answer.status_code == 200
    items: list[dict[str, Any]] = answer.json["items"]
    return items


def read_profile(shop: Shop, **caller: Any) -> Any:
    return shop.call("read-profile", method="GET", **{"role": "shopper", **caller})


def change_profile(shop: Shop, body: Any, **caller: Any) -> Any:
    return shop.call("change-profile", body, method="PATCH", **{"role": "shopper", **caller})


def closed(shop: Shop, consumer: str, account_id: UUID, email: str = EMAIL, at: datetime | None = None) -> None:
    """Delivers that the account was closed."""
    event = AccountClosed(account_id=account_id, email=email, closed_at=at or shop.now)
    answered = shop.deliver(consumer, event)
    assert answered.status_code == 204, answered.json


def answers(shop: Shop, account_id: UUID) -> list[dict[str, Any]]:
    """What contexts have announced about the account, the oldest first."""
    contexts = {kind.TYPE: kind.CONTEXT for kind in get_args(Answer)}
    query = select(OutboxEvent).where(OutboxEvent.type.in_(contexts), OutboxEvent.subject == str(account_id))
    found = shop.session.scalars(query.order_by(OutboxEvent.occurred_at))
    return [{"context": contexts[row.type], **row.data} for row in found]


def answer(shop: Shop, account_id: UUID) -> dict[str, Any]:
    """The one answer: what was erased, and what is kept."""
    (found,) = answers(shop, account_id)
    return {name: found[name] for name in ("context", "erased", "kept")}

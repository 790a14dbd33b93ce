"""Creates API keys, and finds a key by its text."""

import hashlib
import secrets
from datetime import timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.models.api_keys import ApiKey
from db.models.base import new_key
from db.models.identity import Account, LoginSession
from functions.identity.accounts.roles import permissions_of
from functions.identity.api_keys.errors import ApiKeyRefused
from functions.identity.sessions.refresh_tokens import digest, first_token
from functions.runtime.database.unit_of_work import UnitOfWork
from functions.runtime.permissions import FRESH, Permissions

KEYS_MAX, DAYS_MAX = 100, 366
# So that programs that look for secrets in files know it.
PREFIX = "csk_"
# So many characters of a key are shown, by which one that was found somewhere is known; 232 of its bits are not.
SHOWN = len(PREFIX) + 4


def new_api_key(shop: UnitOfWork, account: Account, name: str, permissions: list[str], days: int) -> tuple[ApiKey, str]:
    """A new key of the account, and its text, which is not stored."""
    text = PREFIX + secrets.token_urlsafe(32)
    key = ApiKey(account_id=account.id, name=name, key_sha256=_digest(text), permissions=sorted(permissions))
    key.begins_with = text[:SHOWN]
    key.created_at, key.expires_at = shop.now, shop.now + timedelta(days=days)
    shop.session.add(key)
    shop.session.flush()
    return key, text


def use_api_key(shop: UnitOfWork, text: str) -> tuple[Account, LoginSession, Permissions]:
    """The account for which the key acts, its session, and what it permits; raises ApiKeyRefused.

    The key is locked, so that two concurrent first uses share one session; ending that session ends the key's tokens.
    """
    key = shop.session.scalar(select(ApiKey).where(ApiKey.key_sha256 == _digest(text)).with_for_update())
    if key is None or key.expires_at <= shop.now:
        raise ApiKeyRefused
    account = shop.session.get_one(Account, key.account_id)
    permissions = permitted(key, permissions_of(shop.session, account))
    if account.disabled_at is not None or not permissions:
        raise ApiKeyRefused
    session = _session_of(shop, key)
    key.last_used_at = shop.now
    return account, session, permissions


def permitted(key: ApiKey, own: Permissions | None) -> Permissions:
    """The key's permissions that its account still has, without those that need a second factor."""
    return {name: limit for name, limit in (own or {}).items() if name in key.permissions and name not in FRESH}


def _session_of(shop: UnitOfWork, key: ApiKey) -> LoginSession:
    """The session of the key's tokens, or a new one if it has ended. It has no refresh token."""
    session = shop.session.get(LoginSession, key.session_id) if key.session_id is not None else None
    return session or _new_session(shop, key)


def _new_session(shop: UnitOfWork, key: ApiKey) -> LoginSession:
    session_id = new_key()
    session = LoginSession(id=session_id, account_id=key.account_id, token_sha256=digest(first_token(session_id)))
    session.device, session.started_at, session.expires_at = key.name, shop.now, key.expires_at
    shop.session.add(session)
    key.session_id = session_id
    return session


def _digest(text: str) -> bytes:
    return hashlib.sha256(text.encode()).digest()


def number_of_keys(session: Session) -> int:
    """The number of all keys, up to KEYS_MAX."""
    return len(session.scalars(select(ApiKey.id).limit(KEYS_MAX)).all())

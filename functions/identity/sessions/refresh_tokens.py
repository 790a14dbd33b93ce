"""Refresh tokens: opaque to the client; each has its session's id and 256 random bits, stored as a SHA-256 only.

A token's successor is derived from it with a secret key, so it can be returned again without being stored.
"""

import base64
import hashlib
import hmac
import secrets
from collections.abc import Sequence
from uuid import UUID

from functions.runtime.settings import settings

_ID_BYTES, _SECRET_BYTES = 16, 32


def refresh_keys() -> Sequence[str]:
    """The base64 keys that derive successors, newest first."""
    return settings().refresh_keys


def first_token(session_id: UUID) -> str:
    return _text(session_id.bytes + secrets.token_bytes(_SECRET_BYTES))


def successor(key: str, token: str) -> str:
    """Derives the token that follows `token`; it cannot be computed without the key."""
    secret = hmac.digest(base64.b64decode(key), b"refresh-token-successor." + token.encode(), "sha256")
    return _text(session_id_of(token).bytes + secret)


def session_id_of(token: str) -> UUID:
    """The session id in the token; the session may not exist."""
    return UUID(bytes=base64.urlsafe_b64decode(token)[:_ID_BYTES])


def digest(token: str) -> bytes:
    return hashlib.sha256(token.encode()).digest()


def _text(token: bytes) -> str:
    return base64.urlsafe_b64encode(token).decode()

"""Refresh tokens: opaque to the client; each names its session and carries 256 bits that only its SHA-256 is kept of.

A token's successor is derived from it under a key of ours, so that it can be given again without being kept.
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
    """The base64 keys that successors are derived with, newest first."""
    return settings().caller_keys


def first_token(session_id: UUID) -> str:
    return _text(session_id.bytes + secrets.token_bytes(_SECRET_BYTES))


def successor(key: str, token: str) -> str:
    """The token that follows `token`; without the key nobody can tell it."""
    secret = hmac.digest(base64.b64decode(key), b"refresh-token-successor." + token.encode(), "sha256")
    return _text(named_session(token).bytes + secret)


def named_session(token: str) -> UUID:
    """The id of the session that the token names, real or not."""
    return UUID(bytes=base64.urlsafe_b64decode(token)[:_ID_BYTES])


def digest(token: str) -> bytes:
    return hashlib.sha256(token.encode()).digest()


def _text(token: bytes) -> str:
    return base64.urlsafe_b64encode(token).decode()

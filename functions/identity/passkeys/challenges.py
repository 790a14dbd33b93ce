"""Makes and reads the challenges that passkeys answer: the time, random bytes, and the HMAC-SHA256 of both.

They are stored nowhere, so that strangers cannot fill a table with them. A passkey remembers the newest that it has
answered.
"""

import base64
import hmac
import secrets
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from uuid import UUID

# As long as an authenticator and its owner may take.
CHALLENGE_LIFETIME = timedelta(minutes=5)
_TIME_BYTES, _RANDOM_BYTES, _MAC_BYTES = 8, 16, 32
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def new_challenge(key: str, now: datetime, account_id: UUID | None = None) -> bytes:
    """A challenge under the base64 `key`: to log in, or to add a passkey to this account."""
    signed = ((now - _EPOCH) // timedelta(microseconds=1)).to_bytes(_TIME_BYTES, "big")
    signed += secrets.token_bytes(_RANDOM_BYTES)
    return signed + _mac(key, signed, account_id)


def issued_at(keys: Sequence[str], challenge: bytes, now: datetime, account_id: UUID | None = None) -> datetime | None:
    """When the challenge was issued for this purpose; None if it was not, or too long ago."""
    signed, mac = challenge[:-_MAC_BYTES], challenge[-_MAC_BYTES:]
    if len(signed) != _TIME_BYTES + _RANDOM_BYTES:
        return None
    if not any([hmac.compare_digest(_mac(key, signed, account_id), mac) for key in keys]):
        return None
    issued = _EPOCH + timedelta(microseconds=int.from_bytes(signed[:_TIME_BYTES], "big"))
    return issued if now - issued <= CHALLENGE_LIFETIME else None


def _mac(key: str, signed: bytes, account_id: UUID | None) -> bytes:
    purpose = b"passkey-log-in." if account_id is None else b"passkey-add." + account_id.bytes
    return hmac.digest(base64.b64decode(key), purpose + signed, "sha256")

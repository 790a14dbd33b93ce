"""The rules of identity: which passwords are taken, what a refresh token is worth, which key signs."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from enum import Enum

PASSWORD_LENGTH_MIN, PASSWORD_LENGTH_MAX = 8, 128
# A session ends after this, however busily it is refreshed; and an account has no more than so many.
SESSION_LIFETIME = timedelta(days=30)
SESSIONS_MAX = 50
# Within this, a client whose answer was lost may use the same refresh token again.
RETRY_GRACE = timedelta(seconds=10)


def password_problem(password: str, email: str, common: Collection[str]) -> str | None:
    """Why the password is too easy to guess; None when it is not. Length is looked at elsewhere."""
    folded = password.casefold()
    if len(set(folded)) == 1:
        return "is one character repeated; choose another"
    if folded in common:
        return "is among those that are tried first; choose another"
    if folded in {email.casefold(), email.casefold().partition("@")[0]}:
        return "is your e-mail address; choose another"
    return None


class RefreshStep(Enum):
    """What using a refresh token leads to: a new token, the same new one again, or the session's end."""

    ROTATE = "rotate"
    REPEAT = "repeat"
    END = "end"


def refresh_step(
    presented: bytes, newest: bytes, used: bytes | None, used_at: datetime | None, now: datetime
) -> RefreshStep:
    """The newest token rotates; the one before it is a lost answer for a while; any other one was stolen."""
    if presented == newest:
        return RefreshStep.ROTATE
    if presented == used and used_at is not None and now - used_at <= RETRY_GRACE:
        return RefreshStep.REPEAT
    return RefreshStep.END


@dataclass(frozen=True, slots=True)
class SigningKey:
    """A private JWK, and from when until when it counts, in Unix seconds."""

    kid: str
    jwk: Mapping[str, str] = field(repr=False)
    activates_at: int
    retires_at: int | None = None


def published_keys(keys: Iterable[SigningKey], now: int) -> list[SigningKey]:
    """The keys that tokens may be checked with: also those that sign only later, so that everybody knows them then."""
    return [key for key in keys if key.retires_at is None or now < key.retires_at]


def signing_key(keys: Iterable[SigningKey], now: int) -> SigningKey | None:
    """The key that signs: of those that count now, the one activated last; of two at once, the one added last."""
    active = [key for key in published_keys(keys, now) if key.activates_at <= now]
    return max(reversed(active), key=lambda key: key.activates_at, default=None)


def with_new_key(
    keys: Iterable[SigningKey], new: SigningKey, now: int, *, overlap_seconds: int
) -> tuple[SigningKey, ...]:
    """The keys with a new one; those before it retire once nothing they signed is valid any more."""
    retires_at = new.activates_at + overlap_seconds
    # One that would only sign after the new one never will: it is dropped.
    kept = [key for key in published_keys(keys, now) if key.activates_at <= max(now, new.activates_at - 1)]
    return (*(replace(key, retires_at=retires_at) if key.retires_at is None else key for key in kept), new)

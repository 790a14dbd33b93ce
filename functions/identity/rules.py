"""Rules of identity: how long sessions last, the use of refresh tokens, and which key signs."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from enum import Enum
from types import MappingProxyType

PASSWORD_LENGTH_MIN, PASSWORD_LENGTH_MAX = 8, 128
# A session ends after this time, even if it is refreshed, and earlier if it is not used for so long: staff's overnight.
# An account has at most SESSIONS_MAX.
SESSION_LIFETIME = timedelta(days=30)
UNUSED_MAX, UNUSED_MAX_OF_STAFF = timedelta(days=14), timedelta(hours=12)
SESSIONS_MAX = 50
# An account has so many postal addresses beside the one that its orders usually go to.
OTHER_ADDRESSES_MAX = 9
# A client whose response was lost may use the same refresh token again within this time.
RETRY_GRACE = timedelta(seconds=10)
# A link in a mail is valid for so long, by its purpose.
LINK_LIFETIME = MappingProxyType(
    {
        "reset-password": timedelta(hours=1),
        "confirm-address": timedelta(hours=24),
        "change-address": timedelta(hours=24),
        # Who is invited may start next week.
        "invitation": timedelta(days=7),
        # Its owner may be on holiday.
        "restore-address": timedelta(days=14),
    }
)
# So many links of a purpose are mailed to one address within this time.
LINKS_MAX, LINKS_COUNTED_FOR = 5, timedelta(hours=1)
# The owner of an account gets a mail about a log-in with a device that was not used for so long.
DEVICE_REMEMBERED = timedelta(days=90)
# A revocation is listed for longer than a token is valid; so many in that time would take 70 log-ins a second.
REVOCATION_LISTED = timedelta(minutes=12)
REVOCATIONS_MAX = 50_000
# A row appears when its transaction commits, at most this long after the time that it carries (db/rights.py).
COMMIT_DELAY_MAX = timedelta(seconds=30)


def session_end(started_at: datetime, used_at: datetime, *, is_staff: bool) -> datetime:
    """When a session ends that was used last at `used_at`."""
    return min(started_at + SESSION_LIFETIME, used_at + (UNUSED_MAX_OF_STAFF if is_staff else UNUSED_MAX))


class RefreshStep(Enum):
    """The result of using a refresh token: a new token, the same new token again, or the end of the session."""

    ROTATE = "rotate"
    REPEAT = "repeat"
    END = "end"


def refresh_step(
    presented: bytes, newest: bytes, used: bytes | None, used_at: datetime | None, now: datetime
) -> RefreshStep:
    """The newest token rotates. The previous one repeats within RETRY_GRACE; any other counts as stolen."""
    if presented == newest:
        return RefreshStep.ROTATE
    if presented == used and used_at is not None and now - used_at <= RETRY_GRACE:
        return RefreshStep.REPEAT
    return RefreshStep.END


def exceeds(role: Mapping[str, int | None], own: Mapping[str, int | None]) -> bool:
    """Whether a role has a permission that `own` lacks, or a higher limit."""
    return any(name not in own or _is_higher(limit, own[name]) for name, limit in role.items())


def _is_higher(limit: int | None, own: int | None) -> bool:
    return own is not None and (limit is None or limit > own)


def is_unusual(device: str, last_log_ins: Mapping[str, datetime], now: datetime) -> bool:
    """Whether a log-in is unusual, judged by the last one with each device; an account's first is not."""
    if device not in last_log_ins:
        return bool(last_log_ins)
    return now - last_log_ins[device] > DEVICE_REMEMBERED


def revocations_since(last_read_at: datetime | None, now: datetime) -> datetime:
    """The time from which revocations are listed for a reader that last read the list then, or never."""
    earliest = now - REVOCATION_LISTED
    return earliest if last_read_at is None else max(earliest, last_read_at - COMMIT_DELAY_MAX)


@dataclass(frozen=True, slots=True)
class SigningKey:
    """A private JWK and the Unix times at which it starts to sign and retires."""

    kid: str
    jwk: Mapping[str, str] = field(repr=False)
    activates_at: int
    retires_at: int | None = None


def published_keys(keys: Iterable[SigningKey], now: int) -> list[SigningKey]:
    """The keys that verify tokens, including those that will sign later, so that verifiers have them by then."""
    return [key for key in keys if key.retires_at is None or now < key.retires_at]


def signing_key(keys: Iterable[SigningKey], now: int) -> SigningKey | None:
    """The active key that was activated last; of two activated at once, the one added last."""
    active = [key for key in published_keys(keys, now) if key.activates_at <= now]
    return max(reversed(active), key=lambda key: key.activates_at, default=None)


def with_new_key(
    keys: Iterable[SigningKey], new: SigningKey, now: int, *, overlap_seconds: int
) -> tuple[SigningKey, ...]:
    """The keys and a new one; the others retire once no token they signed is valid."""
    retires_at = new.activates_at + overlap_seconds
    # A key that would activate after the new one is dropped.
    kept = [key for key in published_keys(keys, now) if key.activates_at <= max(now, new.activates_at - 1)]
    return (*(replace(key, retires_at=retires_at) if key.retires_at is None else key for key in kept), new)

"""Signs the headers that identify callers to functions."""

from collections import OrderedDict
from collections.abc import Sequence
from typing import Protocol

from functions.runtime.callers import Staff
from functions.runtime.security.caller_identity import (
    CALLER_HEADER,
    CALLER_HEADER_BEFORE,
    caller_claims,
    caller_header,
    caller_header_before,
)
from gateway.access.identity import Identity

# Signing is dear; a header is valid for a minute, which covers cold starts.
CALLER_HEADER_SECONDS = 10
# At about a kilobyte for each.
HEADERS_MAX = 10_000


class SigningKeys(Protocol):
    """What the gateway signs callers with."""

    @property
    def gateway_key(self) -> str: ...

    @property
    def caller_keys(self) -> Sequence[str]: ...


class CallerHeaders:
    """Caches the headers of callers and operations; the oldest are dropped at `headers_max`."""

    def __init__(self, keys: SigningKeys, headers_max: int = HEADERS_MAX) -> None:
        self._keys, self._headers_max = keys, headers_max
        self._signed: OrderedDict[tuple[Identity, str], tuple[float, bytes]] = OrderedDict()

    def of(self, caller: Identity, operation: str, now: float) -> bytes:
        """The lines of signed headers by which this operation verifies the caller."""
        until, lines = self._signed.get((caller, operation), (now, b""))
        if now < until:
            return lines
        self._signed.pop((caller, operation), None)
        while len(self._signed) >= self._headers_max:
            self._signed.popitem(last=False)
        lines = _lines(self._keys, caller, operation, now)
        self._signed[caller, operation] = now + CALLER_HEADER_SECONDS, lines
        return lines


def _lines(keys: SigningKeys, caller: Identity, operation: str, now: float) -> bytes:
    permissions = caller.permissions if caller.role in Staff.ROLES else None
    names = caller.account_id, caller.role, caller.session_id
    claims = caller_claims(*names, permissions=permissions, factor_at=caller.factor_at, now=now)
    lines = f"{CALLER_HEADER}: {caller_header(keys.gateway_key, operation, claims)}\r\n"
    if keys.caller_keys:
        lines += f"{CALLER_HEADER_BEFORE}: {caller_header_before(keys.caller_keys, claims)}\r\n"
    return lines.encode()

"""Authenticates callers by their access tokens, and signs the header that identifies them to functions."""

from collections import OrderedDict
from collections.abc import Sequence
from typing import Protocol

from functions.runtime.callers import Staff
from functions.runtime.permissions import Permissions, factor_time_in, permissions_in
from functions.runtime.security.caller_identity import (
    CALLER_HEADER,
    CALLER_HEADER_BEFORE,
    caller_claims,
    caller_header,
    caller_header_before,
)
from functions.runtime.security.tokens import KEYS_CACHE_SECONDS, LEEWAY_SECONDS
from gateway.access.keys import Keys
from gateway.access.tokens import TokenRefused, bearer, claims, key_id

IDENTITIES_MAX = 10_000
# Signing is the most expensive part of this module; a header is valid for a minute, which covers cold starts.
CALLER_HEADER_SECONDS = 10
# Of one caller; a visit calls fewer operations in that time.
HEADERS_MAX = 32


class SigningKeys(Protocol):
    """What the gateway signs callers with."""

    @property
    def gateway_key(self) -> str: ...

    @property
    def caller_keys(self) -> Sequence[str]: ...


class Identity:
    """A caller whose token is valid; the token must be checked again after `expires_at`."""

    __slots__ = (
        "_headers",
        "_headers_until",
        "account_id",
        "expires_at",
        "factor_at",
        "permissions",
        "role",
        "session_id",
    )

    def __init__(
        self,
        account_id: str,
        role: str,
        session_id: str,
        permissions: Permissions,
        expires_at: float,
        factor_at: int | None = None,
    ) -> None:
        self.account_id, self.role, self.expires_at = account_id, role, expires_at
        self.permissions, self.factor_at = permissions, factor_at
        self.session_id = session_id
        self._headers: dict[str, bytes] = {}
        self._headers_until = 0.0

    def caller_headers(self, keys: SigningKeys, operation: str, now: float) -> bytes:
        """The lines of signed headers by which this operation verifies the caller."""
        if now >= self._headers_until or len(self._headers) >= HEADERS_MAX:
            self._headers, self._headers_until = {}, now + CALLER_HEADER_SECONDS
        if operation not in self._headers:
            self._headers[operation] = self._signed(keys, operation, now)
        return self._headers[operation]

    def _signed(self, keys: SigningKeys, operation: str, now: float) -> bytes:
        permissions = self.permissions if self.role in Staff.ROLES else None
        caller = self.account_id, self.role, self.session_id
        claims = caller_claims(*caller, permissions=permissions, factor_at=self.factor_at, now=now)
        lines = f"{CALLER_HEADER}: {caller_header(keys.gateway_key, operation, claims)}\r\n"
        if keys.caller_keys:
            lines += f"{CALLER_HEADER_BEFORE}: {caller_header_before(keys.caller_keys, claims)}\r\n"
        return lines.encode()


class Identities:
    """Caches identities by Authorization header; the least recently used are dropped at `identities_max`."""

    def __init__(self, keys: Keys, identities_max: int = IDENTITIES_MAX) -> None:
        self._keys = keys
        self._identities_max = identities_max
        self._known: OrderedDict[bytes, Identity] = OrderedDict()
        # Tokens signed with a withdrawn key are no longer valid.
        keys.on_withdrawal = self._known.clear

    def known(self, authorization: bytes, now: float) -> Identity | None:
        """The caller whose token was verified before and need not be verified again."""
        if (known := self._known.get(authorization)) is None:
            return None
        if now < known.expires_at:
            self._known.move_to_end(authorization)
            return known
        del self._known[authorization]
        return None

    async def of(self, authorization: bytes, now: float) -> Identity:
        """The caller that the token names; raises TokenRefused, or Unavailable if the keys cannot be fetched."""
        token = bearer(authorization)
        if (key := await self._keys.key(key_id(token))) is None:
            raise TokenRefused("The access token is signed with a key that this shop does not have.")
        verified = claims(token, key)
        # Checked again before the token expires, so that a withdrawn key is noticed for cached identities too.
        expires_at = min(verified["exp"] + LEEWAY_SECONDS, now + KEYS_CACHE_SECONDS)
        if len(self._known) >= self._identities_max:
            self._known.popitem(last=False)
        permissions = permissions_in(verified, verified["role"])
        caller = verified["sub"], verified["role"], verified["sid"], permissions
        identity = self._known[authorization] = Identity(*caller, expires_at, factor_time_in(verified))
        return identity

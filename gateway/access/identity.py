"""Authenticates callers by their access tokens."""

from collections import OrderedDict

from functions.runtime.permissions import Permissions, factor_time_in, permissions_in
from functions.runtime.security.tokens import KEYS_CACHE_SECONDS, LEEWAY_SECONDS
from gateway.access.keys import Keys
from gateway.access.tokens import TokenRefused, bearer, claims, key_id

IDENTITIES_MAX = 10_000


class Identity:
    """A caller whose token is valid; the token must be checked again after `expires_at`."""

    __slots__ = ("account_id", "expires_at", "factor_at", "permissions", "role", "session_id")

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

"""Who calls: knows a token once it was checked, and vouches for its caller to the functions."""

from collections import OrderedDict
from collections.abc import Sequence

from functions.runtime.security.signed_caller_header import caller_header
from functions.runtime.security.tokens import KEYS_CACHE_SECONDS, LEEWAY_SECONDS
from gateway.access.keys import Keys
from gateway.access.tokens import TokenRefused, bearer, claims, key_id

IDENTITIES_MAX = 10_000
# Signing anew for every request costs more than the rest of this; the header lives for a minute, cold starts included.
VOUCHING_SECONDS = 10


class Identity:
    """A caller whose token was checked; to be checked again after `expires_at`."""

    __slots__ = ("_caller_header", "_caller_header_until", "account_id", "expires_at", "role")

    def __init__(self, account_id: str, role: str, expires_at: float) -> None:
        self.account_id, self.role, self.expires_at = account_id, role, expires_at
        self._caller_header = b""
        self._caller_header_until = 0.0

    def caller_header(self, keys: Sequence[str], now: float) -> bytes:
        """The header's value by which functions know the caller."""
        if now >= self._caller_header_until:
            self._caller_header = caller_header(keys, self.account_id, self.role, now=now).encode()
            self._caller_header_until = now + VOUCHING_SECONDS
        return self._caller_header


class Identities:
    """The identities behind Authorization headers; of too many, the least recently seen are forgotten."""

    def __init__(self, keys: Keys, identities_max: int = IDENTITIES_MAX) -> None:
        self._keys = keys
        self._identities_max = identities_max
        self._known: OrderedDict[bytes, Identity] = OrderedDict()
        # What a key has signed ends with it.
        keys.on_withdrawal = self._known.clear

    async def of(self, authorization: bytes, now: float) -> Identity:
        """The caller by the header's token; raises TokenRefused, or Unavailable when the keys cannot be had."""
        if (known := self._known.get(authorization)) is not None:
            if now < known.expires_at:
                self._known.move_to_end(authorization)
                return known
            del self._known[authorization]
        token = bearer(authorization)
        if (key := await self._keys.key(key_id(token))) is None:
            raise TokenRefused("The access token is signed with a key that this shop does not have.")
        said = claims(token, key)
        # Checked again before it expires, so that a key that was withdrawn is missed even by those who are known.
        expires_at = min(said["exp"] + LEEWAY_SECONDS, now + KEYS_CACHE_SECONDS)
        if len(self._known) >= self._identities_max:
            self._known.popitem(last=False)
        identity = self._known[authorization] = Identity(said["sub"], said["role"], expires_at)
        return identity

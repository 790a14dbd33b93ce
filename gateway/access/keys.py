"""Fetches the keys that verify access tokens on demand, and uses the last ones while fetching fails."""

import asyncio
import time
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from functions.runtime.errors import Unavailable
from functions.runtime.security.tokens import KEYS_CACHE_SECONDS
from functions.runtime.telemetry.context import current_trace, log

if TYPE_CHECKING:
    from joserfc.jwk import OKPKey

# A client can name keys that do not exist; this limits how often that calls a function.
FETCH_INTERVAL_SECONDS = 1.0
FETCH_TIMEOUT_SECONDS = 20.0
KEYS_MAX = 16


class KeysUnavailable(Unavailable):
    slug, title = "keys-unavailable", "Signatures cannot be checked right now"


class Keys:
    """The published key set; `on_withdrawal` is called when a key is no longer in it."""

    def __init__(self, url: str) -> None:
        self._url = url
        self._keys: dict[str, OKPKey] | None = None
        self._read_at = self._tried_at = float("-inf")
        self._failed = False
        self._fetching: asyncio.Task[None] | None = None
        self.on_withdrawal: Callable[[], None] = lambda: None

    async def key(self, key_id: str) -> "OKPKey | None":
        """The key; None if the shop has not published it. Raises KeysUnavailable if that cannot be determined."""
        if (known := self._known(key_id)) is not None:
            if time.monotonic() - self._read_at > KEYS_CACHE_SECONDS:
                self._fetch()  # in the background; the known key is used meanwhile
            return known
        await asyncio.shield(self._fetch())
        if (known := self._known(key_id)) is None and self._failed:
            raise KeysUnavailable("The shop's keys cannot be read right now; try again in a moment.")
        return known

    async def close(self) -> None:
        if self._fetching is not None:
            self._fetching.cancel()
            await asyncio.wait([self._fetching])

    def _known(self, key_id: str) -> "OKPKey | None":
        return None if self._keys is None else self._keys.get(key_id)

    def _fetch(self) -> asyncio.Task[None]:
        """The fetch in progress, or a new one, which starts at least FETCH_INTERVAL_SECONDS after the last."""
        if self._fetching is None or self._fetching.done():
            self._fetching = asyncio.get_running_loop().create_task(self._fetch_keys())
        return self._fetching

    async def _fetch_keys(self) -> None:
        await asyncio.sleep(self._tried_at + FETCH_INTERVAL_SECONDS - time.monotonic())
        self._tried_at = time.monotonic()
        try:
            keys = await _published(self._url)
        except (OSError, ValueError, TypeError, KeyError, AttributeError) as failure:
            self._failed = True
            log("the key set cannot be read", level="warning", cause=type(failure).__name__)
            return
        withdrawn = self._keys is not None and not self._keys.keys() <= keys.keys()
        self._keys, self._read_at, self._failed = keys, self._tried_at, False
        if withdrawn:
            self.on_withdrawal()


async def _published(url: str) -> "dict[str, OKPKey]":
    import httpx
    from joserfc.errors import JoseError

    try:
        async with httpx.AsyncClient(timeout=FETCH_TIMEOUT_SECONDS, trust_env=False) as client:
            response = await client.get(url, headers=current_trace().headers())
            return _read(response.raise_for_status().json())
    except (httpx.HTTPError, JoseError) as failure:
        raise OSError(type(failure).__name__) from failure


def _read(key_set: Any) -> "dict[str, OKPKey]":
    """The Ed25519 signing keys of a JWK set; all other keys are ignored."""
    from joserfc.jwk import OKPKey

    return {
        key["kid"]: OKPKey.import_key({name: key[name] for name in ("kty", "crv", "x", "kid")})
        for key in key_set["keys"][:KEYS_MAX]
        if key.get("kty") == "OKP" and key.get("crv") == "Ed25519" and key.get("use") == "sig"
    }

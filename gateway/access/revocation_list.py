"""Reads the sessions that have ended early from list-revocations, and keeps them while they may have valid tokens."""

import asyncio
import json
import time
from collections.abc import Awaitable, Callable
from urllib.parse import urlencode

from functions.runtime.errors import ShopError
from functions.runtime.security.tokens import ACCESS_LIFETIME_SECONDS, LEEWAY_SECONDS
from functions.runtime.telemetry.context import log

# Twice the leeway: identity and gateway may each be that far from the database's clock.
KEPT_SECONDS = ACCESS_LIFETIME_SECONDS + 2 * LEEWAY_SECONDS
# Between attempts, so that failures do not multiply calls.
INTERVAL_SECONDS_MIN = 1.0

# Calls the operation with a query string and returns the body of its reply; raises a ShopError.
Read = Callable[[bytes], Awaitable[bytes]]


class RevocationList:
    """The ended sessions as of `read_at`, on the monotonic clock.

    `update_started_at` is the start of the last update, and `failed` whether the last finished update failed.
    """

    def __init__(self, read: Read) -> None:
        self._read = read
        self._ended: dict[str, float] = {}
        self._since: str | None = None
        self._updating: asyncio.Task[None] | None = None
        self._tried_at = float("-inf")
        self.read_at = self.update_started_at = float("-inf")
        self.failed = False

    def __contains__(self, session_id: str | None) -> bool:
        return session_id in self._ended

    @property
    def age_seconds(self) -> float:
        return time.monotonic() - self.read_at

    def update(self) -> asyncio.Task[None]:
        """The update in progress, or a new one."""
        if self._updating is None or self._updating.done():
            self.update_started_at = time.monotonic()
            self._updating = asyncio.get_running_loop().create_task(self._update())
        return self._updating

    async def close(self) -> None:
        if self._updating is not None:
            self._updating.cancel()
            await asyncio.wait([self._updating])

    async def _update(self) -> None:
        await asyncio.sleep(self._tried_at + INTERVAL_SECONDS_MIN - time.monotonic())
        self._tried_at = time.monotonic()
        try:
            found = json.loads(await self._read(self._query()))
            self._add(found["session_ids"])
            if not found["is_complete"]:
                raise ValueError("more sessions have ended than are listed")
            self._since, self.read_at, self.failed = found["read_at"], self._tried_at, False
        except (ShopError, ValueError, TypeError, KeyError) as failure:
            self.failed = True
            log("the list of ended sessions cannot be read", level="warning", cause=type(failure).__name__)

    def _query(self) -> bytes:
        return b"" if self._since is None else urlencode({"since": self._since}).encode()

    def _add(self, session_ids: list[str]) -> None:
        """Adds the sessions, and drops those whose tokens have all expired; the dictionary is in order of time."""
        oldest = self._tried_at - KEPT_SECONDS
        for expired in [name for name, added_at in self._ended.items() if added_at < oldest]:
            del self._ended[expired]
        for session_id in session_ids:
            self._ended.setdefault(session_id, self._tried_at)

"""Refuses access tokens whose session has ended, within five seconds of its end.

The list of ended sessions is read only while requests with tokens arrive, so that an idle shop stays at zero
(docs/decisions/0072-withdrawn-rights.md).
"""

import asyncio
import time

from functions.runtime.callers import Staff
from functions.runtime.errors import Unavailable
from gateway.access.identity import Identity
from gateway.access.revocation_list import Read, RevocationList
from gateway.access.tokens import TokenRefused

# From this age on the list is read again in the background; a request waits for one older than AGE_SECONDS_MAX.
REREAD_SECONDS = 2.0
AGE_SECONDS_MAX = 5.0
# How long shoppers wait for the list: enough for a cold start.
WAIT_SECONDS_MAX = 3.0
# The first reply may be too old when it arrives, after a cold start; the function is awake for the second.
READS_MAX = 2


class RevocationsUnavailable(Unavailable):
    slug, title = "revocations-unavailable", "It cannot be checked right now whether this session has ended"
    retry_after_seconds = 1


class Revocations:
    def __init__(self, read: Read) -> None:
        self._list = RevocationList(read)
        self.close = self._list.close

    async def check(self, identity: Identity, *, acts_for_shop: bool) -> None:
        """Raises TokenRefused if the caller's session has ended.

        While the list cannot be read, the last one applies to shoppers. Staff who act for the shop get
        RevocationsUnavailable, so that a dismissed employee gains nothing from a failure.
        """
        is_strict = acts_for_shop and identity.role in Staff.ROLES
        if self._list.age_seconds > REREAD_SECONDS:
            self._list.update()
        if self._list.age_seconds > AGE_SECONDS_MAX:
            await (self._wait() if is_strict else self._wait_briefly())
        if identity.session_id in self._list:
            raise TokenRefused("The session of this access token has ended; log in again.")
        if is_strict and self._list.age_seconds > AGE_SECONDS_MAX:
            raise RevocationsUnavailable("Nothing was changed; try again in a moment.")

    async def _wait(self) -> None:
        for _ in range(READS_MAX):
            if self._list.age_seconds > AGE_SECONDS_MAX:
                await asyncio.wait([self._list.update()])

    async def _wait_briefly(self) -> None:
        if self._list.failed:
            return
        update = self._list.update()
        left_seconds = self._list.update_started_at + WAIT_SECONDS_MAX - time.monotonic()
        await asyncio.wait([update], timeout=max(0.0, left_seconds))

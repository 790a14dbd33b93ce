"""Simulates Nginx's cache (docs/decisions/0084-the-first-page-is-kept.md): which requests reach the gateway, and
whether a client waits for them.

Each replica of Nginx has its own copies. A test compares the times with the operations' Cache-Control."""

from collections.abc import Mapping
from enum import Enum, auto
from random import Random

REPLICAS = 2
# Nginx removes a copy that was not requested for this long.
INACTIVE_SECONDS = 86_400.0
# For this long a copy is returned without a request: data about all products, and data that hardly changes.
CATALOG_SECONDS, SETTINGS_SECONDS = 5.0, 300.0
FRESH_SECONDS: Mapping[str, float] = {
    "list-products": CATALOG_SECONDS,
    "get-product": CATALOG_SECONDS,
    "list-categories": CATALOG_SECONDS,
    "render-page": SETTINGS_SECONDS,
    "list-countries": SETTINGS_SECONDS,
    "read-shop-rules": SETTINGS_SECONDS,
}
# While such a page is not cached, browsers get the web shop's document instead, so they do not wait.
NEVER_WAITED_FOR = ("render-page",)


class ResponseSource(Enum):
    """The source of an answer: Nginx alone; Nginx, which refreshes its copy in the background; or the gateway."""

    CACHED = auto()
    CACHED_AND_REFRESHED = auto()
    FROM_GATEWAY = auto()


class ResponseCache:
    """The cache of Nginx, empty as after a restart; `random` spreads requests over the replicas."""

    def __init__(self, random: Random, replicas: int = REPLICAS) -> None:
        self._random = random
        self._copies: list[dict[tuple[str, str], tuple[float, float]]] = [{} for _ in range(replicas)]

    def request(self, now: float, operation: str, page: str) -> ResponseSource:
        """The source of the answer to a request at `now`, in seconds, which never decreases; `page` distinguishes the
        operation's answers.
        """
        fresh_seconds = FRESH_SECONDS.get(operation)
        if fresh_seconds is None:
            return ResponseSource.FROM_GATEWAY
        copies = self._random.choice(self._copies)
        fetched_at, used_at = copies.get((operation, page), (None, now - INACTIVE_SECONDS))
        if fetched_at is None or now - used_at >= INACTIVE_SECONDS:
            copies[operation, page] = now, now
            return ResponseSource.CACHED_AND_REFRESHED if operation in NEVER_WAITED_FOR else ResponseSource.FROM_GATEWAY
        is_fresh = now - fetched_at < fresh_seconds
        copies[operation, page] = (fetched_at if is_fresh else now), now
        return ResponseSource.CACHED if is_fresh else ResponseSource.CACHED_AND_REFRESHED

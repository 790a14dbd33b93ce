"""Limits rates by a token bucket for each client and policy.

Responses state the client's remaining quota (draft-ietf-httpapi-ratelimit-headers-11).
"""

import math
from collections import OrderedDict
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from gateway.access.addresses import shares_of
from gateway.access.buckets import Bucket
from gateway.settings import Policy

# For each policy.
CLIENTS_MAX, SHARED_BUCKETS = 20_000, 1024
# So many of the least recently used buckets are looked at for one to drop.
OLDEST_TRIED = 4


class RateLimitStatus(NamedTuple):
    """A client's quota after a request."""

    policy: Policy
    allowed: bool
    remaining: int
    # Until the bucket is full again, or, after a refused request, until the next one is allowed.
    reset_seconds: int

    def headers(self) -> tuple[tuple[bytes, bytes], tuple[bytes, bytes]]:
        policy = self.policy
        value = b'"%b";r=%d;t=%d' % (policy.name.encode(), self.remaining, self.reset_seconds)
        return (b"ratelimit-policy", policy.header), (b"ratelimit", value)


class Limits:
    """Counts requests by client, in at most `clients_max` separate buckets of each policy.

    Only a bucket that is full again is dropped for a new client. If there is none, as in an attack from many addresses,
    new clients share buckets, so that no client gets a full quota by displacing others.
    """

    def __init__(self, policies: Mapping[str, Policy], clients_max: int = CLIENTS_MAX) -> None:
        self._policies = policies
        self._clients_max = clients_max
        self._tables: dict[str, OrderedDict[str, Bucket]] = {name: OrderedDict() for name in policies}
        self._shared: dict[tuple[str, int], Bucket] = {}

    def count(self, name: str, client: str, now: float, units: int = 1, about: str = "") -> RateLimitStatus | None:
        """Counts what a request of the client takes, apart from others `about` other things; None without the policy.

        More units than the whole quota are allowed if nothing is used of it.
        """
        if (policy := self._policies.get(name)) is None:
            return None
        counted: list[Bucket] = []
        for bucket in self._buckets_of(policy, client, about, now):
            counted.append(bucket)
            needed = min(units, bucket.quota)
            # Times are floats: a client that waited exactly as long as required must not be refused by rounding.
            allowed = bucket.tokens >= needed - 1e-6
            if not allowed:
                break
        if allowed:
            for bucket in counted:
                bucket.tokens = max(0.0, bucket.tokens - units)
        missing = (bucket.quota if allowed else needed) - bucket.tokens
        reset_seconds = math.ceil(missing * policy.window_seconds / bucket.quota)
        return RateLimitStatus(policy, allowed, int(bucket.tokens), reset_seconds)

    def give_back(self, name: str, client: str, now: float, units: int = 1, about: str = "") -> None:
        """Takes back what was counted for a request that had no effect."""
        if (policy := self._policies.get(name)) is not None:
            for bucket in self._buckets_of(policy, client, about, now):
                bucket.tokens = min(bucket.quota, bucket.tokens + units)

    def turn_seconds(self, name: str, client: str, now: float, *, wait_seconds_max: float) -> float | None:
        """The seconds until the next turn, 0 within the quota; None, uncounted, if they are too many."""
        if (policy := self._policies.get(name)) is None:
            return 0.0
        bucket = self._bucket(policy, client, 1, now)
        wait_seconds = max(0.0, (1 - bucket.tokens) * policy.window_seconds / policy.quota)
        if wait_seconds > wait_seconds_max:
            return None
        bucket.tokens -= 1
        return wait_seconds

    def _buckets_of(self, policy: Policy, client: str, about: str, now: float) -> Iterator[Bucket]:
        for key, share in shares_of(client):
            yield self._bucket(policy, f"{key} {about}" if about else key, share, now)

    def _bucket(self, policy: Policy, client: str, share: int, now: float) -> Bucket:
        buckets = self._tables[policy.name]
        if (bucket := buckets.get(client)) is None:
            return self._new_bucket(client, policy, share, now)
        buckets.move_to_end(client)
        bucket.refill(now)
        return bucket

    def _new_bucket(self, client: str, policy: Policy, share: int, now: float) -> Bucket:
        new = Bucket(policy.quota * share, policy.window_seconds, policy.quota * share, now)
        buckets = self._tables[policy.name]
        if len(buckets) >= self._clients_max and not _forget_full(buckets, now):
            bucket = self._shared.setdefault((policy.name, hash(client) % SHARED_BUCKETS), new)
            bucket.refill(now)
            return bucket
        buckets[client] = new
        return new


def _forget_full(buckets: OrderedDict[str, Bucket], now: float) -> bool:
    """Drops one of the least recently used buckets if it is full, and so has no information; returns whether it was."""
    for _ in range(OLDEST_TRIED):
        client, oldest = next(iter(buckets.items()))
        oldest.refill(now)
        if oldest.is_full:
            del buckets[client]
            return True
        buckets.move_to_end(client)
    return False

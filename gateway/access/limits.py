"""Rate limits: a token bucket for each client and policy.

Responses state the client's remaining quota (draft-ietf-httpapi-ratelimit-headers-11).
"""

import math
from collections import OrderedDict
from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple

from gateway.settings import Policy

CLIENTS_MAX = 50_000


@dataclass(slots=True)
class _Bucket:
    tokens: float
    filled_at: float


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
    """Counts requests by client; the least recently seen clients are dropped at `clients_max`."""

    def __init__(self, policies: Mapping[str, Policy], clients_max: int = CLIENTS_MAX) -> None:
        self._policies = policies
        self._clients_max = clients_max
        self._buckets: OrderedDict[tuple[str, str], _Bucket] = OrderedDict()

    def count(self, name: str, client: str, now: float) -> RateLimitStatus | None:
        """Counts one request of the client; None if the policy is switched off."""
        if (policy := self._policies.get(name)) is None:
            return None
        bucket = self._bucket(policy, client, now)
        # Times are floats: a client that waited exactly as long as required must not be refused by rounding.
        allowed = bucket.tokens >= 1 - 1e-6
        if allowed:
            bucket.tokens = max(0.0, bucket.tokens - 1)
        missing = (policy.quota if allowed else 1) - bucket.tokens
        reset_seconds = math.ceil(missing * policy.window_seconds / policy.quota)
        return RateLimitStatus(policy, allowed, int(bucket.tokens), reset_seconds)

    def _bucket(self, policy: Policy, client: str, now: float) -> _Bucket:
        key = (policy.name, client)
        if (bucket := self._buckets.get(key)) is None:
            if len(self._buckets) >= self._clients_max:
                self._buckets.popitem(last=False)
            bucket = self._buckets[key] = _Bucket(policy.quota, now)
            return bucket
        self._buckets.move_to_end(key)
        refilled = (now - bucket.filled_at) * policy.quota / policy.window_seconds
        bucket.tokens = min(policy.quota, bucket.tokens + refilled)
        bucket.filled_at = now
        return bucket

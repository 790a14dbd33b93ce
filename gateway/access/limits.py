"""Rate limits: a token bucket for each client and policy.

The answer says how the client stands (draft-ietf-httpapi-ratelimit-headers-11).
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


class Standing(NamedTuple):
    """How a client stands after a request."""

    policy: Policy
    allowed: bool
    remaining: int
    # Until the bucket is full again, or until the next request where this one was refused.
    reset_seconds: int

    def headers(self) -> tuple[tuple[bytes, bytes], tuple[bytes, bytes]]:
        policy = self.policy
        standing = b'"%b";r=%d;t=%d' % (policy.name.encode(), self.remaining, self.reset_seconds)
        return (b"ratelimit-policy", policy.header), (b"ratelimit", standing)


class Limits:
    """Of more clients than the table holds, the least recently seen are forgotten."""

    def __init__(self, policies: Mapping[str, Policy], clients_max: int = CLIENTS_MAX) -> None:
        self._policies = policies
        self._clients_max = clients_max
        self._buckets: OrderedDict[tuple[str, str], _Bucket] = OrderedDict()

    def take(self, name: str, client: str, now: float) -> Standing | None:
        """Counts one request of the client; None where the policy is switched off."""
        if (policy := self._policies.get(name)) is None:
            return None
        bucket = self._bucket(policy, client, now)
        # Time is measured in floats; who waited as long as told must not fail by the last digit.
        allowed = bucket.tokens >= 1 - 1e-6
        if allowed:
            bucket.tokens = max(0.0, bucket.tokens - 1)
        missing = (policy.quota if allowed else 1) - bucket.tokens
        reset_seconds = math.ceil(missing * policy.window_seconds / policy.quota)
        return Standing(policy, allowed, int(bucket.tokens), reset_seconds)

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

"""A token bucket: a quota that is used up by requests and fills up again evenly."""

from dataclasses import dataclass


@dataclass(slots=True)
class Bucket:
    quota: int
    window_seconds: int
    tokens: float
    filled_at: float

    def refill(self, now: float) -> None:
        refilled = (now - self.filled_at) * self.quota / self.window_seconds
        self.tokens = min(self.quota, self.tokens + refilled)
        self.filled_at = now

    @property
    def is_full(self) -> bool:
        return self.tokens >= self.quota

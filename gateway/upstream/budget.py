"""Limits retries: a retry budget, and a circuit breaker for each function."""

RETRIES_PER_REQUEST = 0.1
RETRIES_SAVED_MAX = 10.0


class RetryBudget:
    """Allows one retry per ten requests, and up to ten saved ones at once."""

    def __init__(self) -> None:
        self._saved = RETRIES_SAVED_MAX

    def earn(self) -> None:
        """Counts a request."""
        if self._saved < RETRIES_SAVED_MAX:
            self._saved += RETRIES_PER_REQUEST

    def spend(self) -> bool:
        """Whether a retry is allowed; counts it if so."""
        if self._saved < 1:
            return False
        self._saved -= 1
        return True


FAILURES_MAX = 5
OPEN_SECONDS = 2.0


class Breaker:
    """A circuit breaker that opens after consecutive failures, then lets one call at a time through as a probe.

    Neither a response of any status nor a cold start, which ends before a call times out, is a failure.
    """

    def __init__(self) -> None:
        self._failures = 0
        self._try_at = 0.0

    def allows(self, now: float) -> bool:
        if self._failures < FAILURES_MAX:
            return True
        if now < self._try_at:
            return False
        self._try_at = now + OPEN_SECONDS
        return True

    def succeeded(self) -> None:
        self._failures = 0

    def failed(self, now: float) -> None:
        self._failures += 1
        self._try_at = now + OPEN_SECONDS

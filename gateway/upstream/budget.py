"""What keeps second tries from becoming a second storm: a budget of retries, and a breaker for each function."""

RETRIES_PER_REQUEST = 0.1
RETRIES_SAVED_MAX = 10.0


class RetryBudget:
    """Allows one retry in ten requests, a few more after a quiet time."""

    def __init__(self) -> None:
        self._saved = RETRIES_SAVED_MAX

    def earn(self) -> None:
        """Counts a request."""
        if self._saved < RETRIES_SAVED_MAX:
            self._saved += RETRIES_PER_REQUEST

    def spend(self) -> bool:
        """Whether a retry is allowed, which is then counted."""
        if self._saved < 1:
            return False
        self._saved -= 1
        return True


FAILURES_MAX = 5
OPEN_SECONDS = 2.0


class Breaker:
    """Opens after failures in a row; then lets one call a time through to see whether the function is back.

    An answer of any status is no failure, nor is a cold start, which ends within the time an answer may take.
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

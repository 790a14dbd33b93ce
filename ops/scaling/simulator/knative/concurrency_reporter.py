"""Reports the average concurrency of a revision each second, as Knative's activator does.

It follows knative.dev/serving v0.50.0, `pkg/activator/handler/concurrency_reporter.go`, and `RequestStats` of
knative.dev/networking, `pkg/http/stats/request.go`."""

# The activator reports the first request after a pause at once, as a concurrency of one.
FIRST_REPORT = 1.0


class ConcurrencyReporter:
    """Counts the activator's waiting and served requests; open from the first one until a second without any."""

    __slots__ = ("_area", "_changed_at", "_reported_at_once", "_seconds", "in_flight", "is_open")

    def __init__(self) -> None:
        self.in_flight = 0
        self.is_open = False
        self._area = self._seconds = self._changed_at = self._reported_at_once = 0.0

    def enter(self, now: float) -> bool:
        """Counts an arriving request; returns whether the activator reports it at once."""
        is_first = not self.is_open
        if is_first:
            self.is_open = True
            self._area = self._seconds = 0.0
            self._changed_at = now
            self._reported_at_once = FIRST_REPORT
        else:
            self._advance(now)
        self.in_flight += 1
        return is_first

    def leave(self, now: float) -> None:
        self._advance(now)
        self.in_flight -= 1

    def report(self, now: float) -> float:
        """The average since the last report, less what was reported at once; closes after an idle second."""
        self._advance(now)
        average = self._area / self._seconds if self._seconds > 0 else 0.0
        reported, self._reported_at_once = self._reported_at_once, 0.0
        self._area = self._seconds = 0.0
        self.is_open = average != 0.0 or self.in_flight > 0
        return max(average - reported, 0.0)

    def _advance(self, now: float) -> None:
        seconds = now - self._changed_at
        self._area += self.in_flight * seconds
        self._seconds += seconds
        self._changed_at = now

"""Counts what happens in a simulation, by function and for the whole shop."""

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ops.scaling.simulator.model.call import Call
    from ops.scaling.simulator.traffic.trace import CacheHits


@dataclass(slots=True)
class Observed:
    """The counts of one function. `waits` has the seconds of all calls that waited in the activator, `counted_waits`
    those of calls that came before the function itself was ready, which the gateway counts as cold. `after_seconds` has
    the times from the call from outside until its event was handled. `pods` has (second, ready or starting, draining)
    at each change.
    """

    calls: int = 0
    cold: int = 0
    refused: int = 0
    timed_out: int = 0
    waits: list[float] = field(default_factory=list)
    counted_waits: list[float] = field(default_factory=list)
    after_seconds: list[float] = field(default_factory=list)
    pods: list[tuple[float, int, int]] = field(default_factory=list)

    def count(self, now: float, call: "Call") -> None:
        """Counts a call that a pod has answered."""
        self.calls += 1
        self.cold += call.met_cold_start
        if call.origin is not None:
            self.after_seconds.append(now - call.origin.arrived)

    def saw_pods(self, now: float, up: int, draining: int) -> None:
        self.pods.append((now, up, draining))

    def pod_seconds(self, end: float) -> tuple[float, float]:
        """The pod-seconds until `end` of ready or starting pods, and of draining pods."""
        up_seconds = draining_seconds = 0.0
        ends = [time for time, _, _ in self.pods[1:]] + [end]
        for (start, up, draining), until in zip(self.pods, ends, strict=True):
            length = max(0.0, min(until, end) - min(start, end))
            up_seconds += up * length
            draining_seconds += draining * length
        return up_seconds, draining_seconds


@dataclass(slots=True)
class ShopObserved:
    """The counts of requests from outside: how many met a cold start anywhere, and the seconds of those that waited.
    Requests that Nginx answers at once meet none; its own calls in the background are not counted.
    """

    calls: int = 0
    cold: int = 0
    failed: int = 0
    first_pages: int = 0
    cold_first_pages: int = 0
    waits: list[float] = field(default_factory=list)

    def count_cache_hits(self, kept: "CacheHits") -> None:
        self.calls += kept.requests
        self.first_pages += kept.first_pages

    def count(self, call: "Call") -> None:
        if call.is_in_background:
            return
        is_cold = call.met_cold_start or call.met_cold_start_below
        self.calls += 1
        self.cold += is_cold
        self.failed += call.has_failed
        self.first_pages += call.is_first_page
        self.cold_first_pages += call.is_first_page and is_cold
        if call.waited:
            self.waits.append(call.waited)

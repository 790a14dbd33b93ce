"""Decides how many pods a revision needs, by the rule that Knative's autoscaler applies every two seconds.

It follows knative.dev/serving v0.50.0, `pkg/autoscaler/scaling/autoscaler.go`, for a revision that a route refers to
and the metric `concurrency`. A contract test compares every decision with Knative's own in a thousand random cases."""

import math
from typing import NamedTuple

from ops.scaling.simulator.knative.average_window import AverageWindow
from ops.scaling.simulator.knative.peak_window import PeakWindow
from ops.scaling.simulator.knative.settings import ALWAYS_IN_PATH, DeciderSettings

TICK_SECONDS = 2


class Decision(NamedTuple):
    """A decision; an `excess_burst_capacity` below zero puts the activator between the callers and the pods."""

    desired_pods: int
    excess_burst_capacity: int


class Decider:
    """Decides for one revision, every `TICK_SECONDS`, from the concurrency of each second."""

    __slots__ = ("_delayed", "_panic", "_panic_peak", "_panic_since", "_settings", "_stable")

    def __init__(self, settings: DeciderSettings, ready_pods: int = 0, now: float = 0.0) -> None:
        self._settings = settings
        self._stable = AverageWindow(settings.window_seconds)
        self._panic = AverageWindow(settings.panic_window_seconds)
        delay = settings.scale_down_delay_seconds
        self._delayed = PeakWindow(delay, TICK_SECONDS) if delay > 0 else None
        # An autoscaler that has just started knows no load, and takes no pods away before it does.
        self._panic_since: float | None = now if ready_pods > 1 else None
        self._panic_peak = ready_pods

    @property
    def is_panicking(self) -> bool:
        return self._panic_since is not None

    def record(self, second: int, concurrency: float) -> None:
        """Adds to the concurrency that the activator or the pods reported for this second."""
        self._stable.record(second, concurrency)
        self._panic.record(second, concurrency)

    def decide(self, now: float, ready_pods: int) -> Decision | None:
        """The decision; None, which keeps the scale, if pods are scraped and nothing was recorded for a window."""
        settings, second = self._settings, math.floor(now)
        is_always_in_path = settings.burst_capacity == ALWAYS_IN_PATH
        if not is_always_in_path and self._stable.is_empty(second):
            return None
        stable, panic = self._stable.average(second), self._panic.average(second)
        needed, needed_now = math.ceil(stable / settings.target), math.ceil(panic / settings.target)
        if self._panic_since is not None or needed_now >= settings.panic_threshold:
            self._update_panic(now, needed_now / (ready_pods or 1) >= settings.panic_threshold)
        desired = self._within_rates(needed, ready_pods)
        if self._panic_since is not None:
            self._panic_peak = max(self._panic_peak, desired, self._within_rates(needed_now, ready_pods))
            desired = self._panic_peak
        if self._delayed is not None:
            desired = self._delayed.record(now, desired)
        return Decision(desired, -1 if is_always_in_path else self._excess_burst_capacity(ready_pods, panic))

    def _update_panic(self, now: float, is_over_threshold: bool) -> None:
        if is_over_threshold:
            self._panic_since = now
        elif self._panic_since is not None and self._panic_since + self._settings.window_seconds < now:
            self._panic_since = None
            self._panic_peak = 0

    def _within_rates(self, needed: int, ready_pods: int) -> int:
        settings, ready = self._settings, ready_pods or 1
        if needed == ready == 1:
            return max(1, settings.activation_scale)
        allowed = max(needed, math.floor(ready / settings.scale_down_rate))
        if allowed > ready:
            allowed = min(allowed, math.ceil(settings.scale_up_rate * ready))
        return max(allowed, settings.activation_scale) if needed > 0 else allowed

    def _excess_burst_capacity(self, ready_pods: int, concurrency: float) -> int:
        settings = self._settings
        if settings.burst_capacity == 0:
            return 0
        return math.floor(ready_pods * settings.capacity - settings.burst_capacity - concurrency)

"""Turns a decision into a number of pods: applies bounds, scales to zero, and tracks whether the revision is active.

It follows knative.dev/serving v0.50.0, `pkg/reconciler/autoscaling/kpa/{scaler,kpa}.go`, for a revision that a route
refers to. Knative exports none of it, so its own table tests stand in for a reference (`test_pod_autoscaler.py`)."""

from dataclasses import dataclass
from enum import Enum, auto

from ops.scaling.simulator.knative.settings import ScaleSettings

# No decision was made yet; or, as an answer, Knative leaves the scale as it is.
UNKNOWN = -1
ACTIVATION_BUFFER_SECONDS = 30
# Knative looks again this long after it has marked a revision inactive whose activator is in path.
LOOK_AGAIN_SECONDS = 3


class Activity(Enum):
    """The condition `Active` of Knative's PodAutoscaler: unknown, true, false."""

    ACTIVATING = auto()
    ACTIVE = auto()
    INACTIVE = auto()


@dataclass(frozen=True, slots=True)
class Scale:
    """A wanted number of `pods`, to be applied now, or to be decided again after some seconds."""

    pods: int
    is_applied: bool
    again_after_seconds: float | None = None


@dataclass(slots=True)
class PodAutoscaler:
    """Scales one revision; since `proxying_since` its callers reach the activator, None while they do not."""

    settings: ScaleSettings
    activity: Activity = Activity.ACTIVATING
    since: float = 0.0
    is_initialized: bool = False
    proxying_since: float | None = None

    def scale(self, desired: int, now: float, does_activator_answer: bool = True) -> Scale:
        """The scale for a decision, given the present state of the revision."""
        if desired < 0 and self.activity is not Activity.ACTIVATING:
            return Scale(desired, False)
        pods = self._bounded(desired)
        return Scale(pods, True) if pods != 0 else self._to_zero(now, does_activator_answer)

    def observe(self, wanted: int, ready: int, now: float) -> bool:
        """Records the ready pods; returns whether the revision's activity has changed."""
        threshold = max(self.settings.min_pods, 1 if self.is_initialized else self.settings.initial_pods)
        self.is_initialized = self.is_initialized or ready >= threshold
        before, self.activity = self.activity, next_activity(self.activity, wanted, ready, threshold)
        self.since = self.since if self.activity is before else now
        return self.activity is not before

    def _bounded(self, desired: int) -> int:
        settings, fewest = self.settings, self.settings.min_pods
        if settings.initial_pods > 1 and not self.is_initialized:
            fewest = max(fewest, settings.initial_pods)
        if desired < fewest:
            return fewest
        return min(desired, settings.max_pods) if settings.max_pods else desired

    def _to_zero(self, now: float, does_activator_answer: bool) -> Scale:
        settings, lasted = self.settings, now - self.since
        if not settings.can_scale_to_zero:
            return Scale(1, True)
        match self.activity:
            case Activity.ACTIVATING:
                deadline = settings.progress_deadline_seconds + ACTIVATION_BUFFER_SECONDS
                return Scale(0, True) if lasted > deadline else Scale(UNKNOWN, False, deadline)
            case Activity.ACTIVE if lasted < settings.window_seconds:
                return Scale(1, True, settings.window_seconds - lasted)
            case Activity.ACTIVE:
                return Scale(0, False, None if self.proxying_since is None else LOOK_AGAIN_SECONDS)
            case Activity.INACTIVE:
                return self._last_pod(lasted, now) if does_activator_answer else Scale(0, False)

    def _last_pod(self, inactive_seconds: float, now: float) -> Scale:
        settings = self.settings
        if inactive_seconds >= max(settings.grace_seconds, settings.retention_seconds):
            return Scale(0, True)
        if inactive_seconds < settings.retention_seconds:
            return Scale(0, False, settings.retention_seconds - inactive_seconds)
        proxied = 0.0 if self.proxying_since is None else now - self.proxying_since
        left = settings.grace_seconds - proxied
        return Scale(0, True) if left <= 0 else Scale(0, False, left)


def next_activity(activity: Activity, wanted: int, ready: int, threshold: int) -> Activity:
    """The next activity by Knative's table in `kpa.go`, above `computeActiveCondition`."""
    if wanted == 0 or threshold == 0:
        return Activity.INACTIVE
    if wanted < 0 and activity is Activity.INACTIVE:
        return Activity.INACTIVE
    return Activity.ACTIVE if ready >= threshold else Activity.ACTIVATING

"""A decision becomes a number of pods as in Knative. The tables are those of Knative's own tests and comments:
`TestScaler` in `scaler_test.go`, the table above `computeActiveCondition` and `TestComputeActivatorNum` in
`pkg/reconciler/autoscaling/kpa` of knative.dev/serving v0.50.0, without revisions that no route refers to."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ops.scaling.simulator.knative.pod_autoscaler import (
    UNKNOWN,
    Activity,
    PodAutoscaler,
    Scale,
    next_activity,
)
from ops.scaling.simulator.knative.routing import Mode, mode
from ops.scaling.simulator.knative.settings import ScaleSettings

WINDOW, OWN_WINDOW, GRACE, DEADLINE = 300.0, 45.0, 60.0, 121.0
SETTINGS = ScaleSettings(0, 0, WINDOW, grace_seconds=GRACE, initial_pods=1, progress_deadline_seconds=DEADLINE)
INACTIVE, ACTIVE, ACTIVATING = Activity.INACTIVE, Activity.ACTIVE, Activity.ACTIVATING
NOW = 10_000.0


def revision(activity: Activity = ACTIVE, lasted: float = 0.0, **settings: float) -> PodAutoscaler:
    return PodAutoscaler(replace(SETTINGS, **settings), activity, NOW - lasted)  # type: ignore[arg-type]


def proxying(revision: PodAutoscaler, lasted: float) -> PodAutoscaler:
    revision.proxying_since = NOW - lasted
    return revision


def initialized(revision: PodAutoscaler) -> PodAutoscaler:
    revision.is_initialized = True
    return revision


TO_ZERO = {
    "waits to scale to zero (just before idle period)": (revision(ACTIVE, WINDOW - 1), Scale(1, True, 1.0)),
    "waits to scale to zero (just before idle period), custom PA window": (
        revision(ACTIVE, OWN_WINDOW - 1, window_seconds=OWN_WINDOW),
        Scale(1, True, 1.0),
    ),
    "custom PA window, check for standard window, no probe": (
        revision(ACTIVE, WINDOW, window_seconds=OWN_WINDOW),
        Scale(0, False),
    ),
    "waits to scale to zero after idle period": (revision(ACTIVE, WINDOW), Scale(0, False)),
    "waits to scale to zero after idle period; sks in proxy mode": (
        proxying(revision(ACTIVE, WINDOW), 0.0),
        Scale(0, False, 3),
    ),
    "can scale to zero after grace period, but 0 PA retention": (revision(INACTIVE, GRACE), Scale(0, True)),
    "can't scale to zero after grace period, but before last pod retention": (
        revision(INACTIVE, GRACE, retention_seconds=2 * GRACE),
        Scale(0, False, GRACE),
    ),
    "scale to zero after grace period, and after last pod retention": (
        revision(INACTIVE, GRACE, retention_seconds=GRACE),
        Scale(0, True),
    ),
    "waits to scale to zero (just before grace period)": (revision(INACTIVE, GRACE - 1), Scale(0, False, GRACE)),
    "waits to scale to zero (just before grace period, sks short)": (
        proxying(revision(INACTIVE, GRACE - 1), GRACE - 1),
        Scale(0, False, 1.0),
    ),
    "waits to scale to zero (just before grace period, sks in proxy long) and last pod timeout positive": (
        proxying(revision(INACTIVE, GRACE - 1, retention_seconds=42.0), GRACE),
        Scale(0, True),
    ),
    "waits to scale to zero (just before grace period, sks in proxy long)": (
        proxying(revision(INACTIVE, GRACE - 1), GRACE),
        Scale(0, True),
    ),
    "waits to scale to zero while activating until after deadline exceeded": (
        revision(ACTIVATING, (DEADLINE + 30) / 2),
        Scale(UNKNOWN, False, DEADLINE + 30),
    ),
    "still waits at the deadline itself": (
        revision(ACTIVATING, DEADLINE + 30),
        Scale(UNKNOWN, False, DEADLINE + 30),
    ),
    "scale to zero while activating after deadline exceeded": (
        revision(ACTIVATING, DEADLINE + 30 + 1),
        Scale(0, True),
    ),
    "scale to zero while activating after revision deadline exceeded": (
        revision(ACTIVATING, 5 + 30 + 1, progress_deadline_seconds=5.0),
        Scale(0, True),
    ),
    "scale down to minScale before grace period": (revision(INACTIVE, GRACE - 1, min_pods=2), Scale(2, True)),
    "scale down to minScale after grace period": (revision(INACTIVE, GRACE, min_pods=2), Scale(2, True)),
    "reaching initial scale zero": (revision(INACTIVE, 0.0, initial_pods=0), Scale(0, False, GRACE)),
    "initial scale attained, but now time to scale down": (
        initialized(revision(ACTIVE, 120.0, initial_pods=2)),
        Scale(1, True, WINDOW - 120),
    ),
    "EnableScaleToZero == false and minScale == 0": (revision(INACTIVE, GRACE, can_scale_to_zero=0), Scale(1, True)),
}

UP = {
    "scales up": (revision(), 10, Scale(10, True)),
    "scales up to maxScale": (revision(max_pods=8), 10, Scale(8, True)),
    "scale up inactive revision": (revision(INACTIVE, GRACE / 2), 10, Scale(10, True)),
    "does not scale up from zero with no metrics": (revision(INACTIVE), UNKNOWN, Scale(UNKNOWN, False)),
    "scales up from zero to desired one": (revision(ACTIVATING), 1, Scale(1, True)),
    "negative scale does not scale": (revision(ACTIVE), UNKNOWN, Scale(UNKNOWN, False)),
    "haven't scaled to initial scale, override desired scale with initial scale": (
        revision(ACTIVATING, initial_pods=2),
        1,
        Scale(2, True),
    ),
    "initial scale reached for the first time": (revision(ACTIVATING, initial_pods=5), 1, Scale(5, True)),
}


class TestScale:
    @pytest.mark.parametrize("label", TO_ZERO)
    def test_goes_to_zero_as_in_knatives_table(self, label: str) -> None:
        revision, expected = TO_ZERO[label]
        assert revision.scale(0, NOW) == expected

    @pytest.mark.parametrize("label", UP)
    def test_follows_decisions_as_in_knatives_table(self, label: str) -> None:
        revision, desired, expected = UP[label]
        assert revision.scale(desired, NOW) == expected

    def test_keeps_the_last_pod_while_the_activator_does_not_answer(self) -> None:
        assert revision(INACTIVE, GRACE).scale(0, NOW, does_activator_answer=False) == Scale(0, False)

    @given(desired=st.integers(1, 100), fewest=st.integers(0, 20), more=st.integers(0, 20))
    def test_stays_within_its_bounds(self, desired: int, fewest: int, more: int) -> None:
        most = fewest + more
        pods = revision(ACTIVE, min_pods=fewest, max_pods=most).scale(desired, NOW).pods
        assert fewest <= pods <= (most or 100)


# Wanted, ready, min, is, becomes; `M` is the threshold of 2 where the table says "any".
ACTIVITIES = [
    (0, 0, 2, ACTIVE, INACTIVE),
    (0, 5, 2, ACTIVATING, INACTIVE),
    (3, 1, 2, INACTIVE, ACTIVATING),
    (3, 1, 2, ACTIVE, ACTIVATING),
    (3, 2, 2, INACTIVE, ACTIVE),
    (3, 2, 2, ACTIVATING, ACTIVE),
    (UNKNOWN, 0, 1, INACTIVE, INACTIVE),
    (UNKNOWN, 0, 1, ACTIVATING, ACTIVATING),
    (UNKNOWN, 0, 1, ACTIVE, ACTIVATING),
    (UNKNOWN, 1, 1, INACTIVE, INACTIVE),
    (UNKNOWN, 1, 0, ACTIVATING, INACTIVE),
    (UNKNOWN, 1, 0, ACTIVE, INACTIVE),
    (UNKNOWN, 1, 1, ACTIVATING, ACTIVE),
    (UNKNOWN, 1, 1, ACTIVE, ACTIVE),
]


class TestActivity:
    @pytest.mark.parametrize(("wanted", "ready", "threshold", "now", "later"), ACTIVITIES)
    def test_changes_as_in_knatives_table(
        self, wanted: int, ready: int, threshold: int, now: Activity, later: Activity
    ) -> None:
        assert next_activity(now, wanted, ready, threshold) is later

    def test_counts_from_its_last_change(self) -> None:
        revision = PodAutoscaler(SETTINGS, ACTIVATING, since=5.0)
        assert [(revision.observe(1, 1, 7.0), revision.since), (revision.observe(1, 1, 9.0), revision.since)] == [
            (True, 7.0),
            (False, 7.0),
        ]

    def test_needs_the_initial_scale_once_and_one_pod_ever_after(self) -> None:
        revision = PodAutoscaler(replace(SETTINGS, initial_pods=3), ACTIVATING)
        found = []
        for ready in (2, 3, 1):
            revision.observe(3, ready, 0.0)
            found.append(revision.activity)
        assert found == [ACTIVATING, ACTIVE, ACTIVE]


class TestRouting:
    @pytest.mark.parametrize(
        ("wanted", "excess", "expected"),
        [(1, 0, Mode.SERVE), (1, 5, Mode.SERVE), (1, -1, Mode.PROXY), (0, 5, Mode.PROXY), (UNKNOWN, 5, Mode.PROXY)],
    )
    def test_leaves_the_activator_out_only_with_pods_and_capacity_to_spare(
        self, wanted: int, excess: int, expected: Mode
    ) -> None:
        assert mode(wanted, excess) is expected

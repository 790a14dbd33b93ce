"""Whether calls reach the pods through the activator or directly.

Follows knative.dev/serving v0.50.0, `pkg/reconciler/autoscaling/kpa/kpa.go`."""

import math
from enum import Enum

from ops.scaling.simulator.knative.settings import DeciderSettings

FEWEST_ACTIVATORS = 2


class Mode(Enum):
    """In `PROXY` callers reach the activator, in `SERVE` the pods."""

    PROXY = "Proxy"
    SERVE = "Serve"


def mode(wanted: int, excess_burst_capacity: int) -> Mode:
    """The activator leaves the path where pods are wanted and can take the target burst without it."""
    return Mode.SERVE if wanted > 0 and excess_burst_capacity >= 0 else Mode.PROXY


def activators(ready_pods: int, settings: DeciderSettings, activator_capacity: float = 100.0) -> int:
    """How many activators a revision is spread over, where there are as many."""
    if settings.burst_capacity == 0:
        return FEWEST_ACTIVATORS
    to_cover = ready_pods * settings.capacity + max(0.0, settings.burst_capacity)
    return max(FEWEST_ACTIVATORS, math.ceil(to_cover / activator_capacity))

"""Whether calls reach the pods through the activator or directly.

Follows knative.dev/serving v0.50.0, `pkg/reconciler/autoscaling/kpa/kpa.go`."""

from enum import Enum


class Mode(Enum):
    """In `PROXY` callers reach the activator, in `SERVE` the pods."""

    PROXY = "Proxy"
    SERVE = "Serve"


def mode(wanted: int, excess_burst_capacity: int) -> Mode:
    """The activator leaves the path where pods are wanted and can take the target burst without it."""
    return Mode.SERVE if wanted > 0 and excess_burst_capacity >= 0 else Mode.PROXY

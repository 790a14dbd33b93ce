"""Decides whether calls reach the pods through the activator or directly.

It follows knative.dev/serving v0.50.0, `pkg/reconciler/autoscaling/kpa/kpa.go`."""

from enum import Enum


class Mode(Enum):
    """The mode of a revision: in `PROXY`, callers reach the activator, in `SERVE` the pods."""

    PROXY = "Proxy"
    SERVE = "Serve"


def mode(wanted: int, excess_burst_capacity: int) -> Mode:
    """The mode; the activator leaves the path if the wanted pods can take the target burst without it."""
    return Mode.SERVE if wanted > 0 and excess_burst_capacity >= 0 else Mode.PROXY

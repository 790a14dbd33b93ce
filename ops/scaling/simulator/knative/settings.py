"""Defines the autoscaler's settings for one revision."""

from dataclasses import dataclass

# A target burst capacity with which the activator always stays between the callers and the pods.
ALWAYS_IN_PATH = -1.0


@dataclass(frozen=True, slots=True)
class DeciderSettings:
    """Settings of decisions; `target` is the desired concurrency of each pod, `capacity` the most that it can have."""

    target: float
    capacity: float
    window_seconds: int
    panic_window_seconds: int
    panic_threshold: float = 2.0
    burst_capacity: float = 211.0
    scale_up_rate: float = 1000.0
    scale_down_rate: float = 2.0
    scale_down_delay_seconds: float = 0.0
    activation_scale: int = 0


@dataclass(frozen=True, slots=True)
class ScaleSettings:
    """Settings of the scale; `max_pods` 0 means no bound. The last pod stays for the retention, and for the grace
    period until callers reach the activator.
    """

    min_pods: int
    max_pods: int
    window_seconds: float
    grace_seconds: float = 30.0
    retention_seconds: float = 0.0
    initial_pods: int = 1
    progress_deadline_seconds: float = 600.0
    can_scale_to_zero: bool = True

"""Reads Knative's ConfigMap `config-autoscaler` and the annotations of a revision."""

import math
import re
from collections.abc import Mapping
from dataclasses import dataclass

from ops.scaling.simulator.knative.defaults import DEFAULTS
from ops.scaling.simulator.knative.settings import DeciderSettings, ScaleSettings

PREFIX = "autoscaling.knative.dev/"
SMALLEST_TARGET = 0.01
UNITS_SECONDS = {"ms": 0.001, "s": 1, "m": 60, "h": 3600}
DURATION = re.compile(r"(\d+(?:\.\d+)?)(ms|s|m|h)")


@dataclass(frozen=True, slots=True)
class Configuration:
    """The effective settings: a revision's annotation, else the ConfigMap, else Knative's default."""

    config: Mapping[str, str]
    annotations: Mapping[str, str]
    container_concurrency: int

    def decider(self) -> DeciderSettings:
        target, capacity = self._target()
        window = self.seconds("window", "stable-window")
        return DeciderSettings(
            target=target,
            capacity=capacity,
            window_seconds=int(window),
            panic_window_seconds=panic_window_seconds(window, self.number("panic-window-percentage")),
            panic_threshold=self.number("panic-threshold-percentage") / 100,
            burst_capacity=self.number("target-burst-capacity"),
            scale_up_rate=float(self.configured("max-scale-up-rate")),
            scale_down_rate=float(self.configured("max-scale-down-rate")),
            scale_down_delay_seconds=self.seconds("scale-down-delay"),
            activation_scale=int(self.annotations.get(PREFIX + "activation-scale", "0")),
        )

    def scale(self) -> ScaleSettings:
        return ScaleSettings(
            min_pods=int(self.number("min-scale")),
            max_pods=int(self.number("max-scale")),
            window_seconds=self.seconds("window", "stable-window"),
            grace_seconds=seconds(self.configured("scale-to-zero-grace-period")),
            retention_seconds=self.seconds("scale-to-zero-pod-retention-period"),
            initial_pods=self._initial_pods(),
            can_scale_to_zero=self.configured("enable-scale-to-zero") == "true",
        )

    def _initial_pods(self) -> int:
        configured = int(self.configured("initial-scale"))
        annotated = int(self.annotations.get(PREFIX + "initial-scale", configured))
        return annotated if annotated or self.configured("allow-zero-initial-scale") == "true" else configured

    def _target(self) -> tuple[float, float]:
        """The target of the metric `concurrency`: the annotated one, but at most the container's concurrency."""
        capacity = float(self.container_concurrency or self.configured("container-concurrency-target-default"))
        if (annotated := self.annotations.get(PREFIX + "target")) is not None:
            capacity = min(float(annotated), capacity) if self.container_concurrency else float(annotated)
        percentage = self.number("target-utilization-percentage", "container-concurrency-target-percentage")
        return max(SMALLEST_TARGET, capacity * (percentage / 100)), capacity

    def number(self, name: str, in_config: str | None = None) -> float:
        return float(self.annotations.get(PREFIX + name, self.configured(in_config or name)))

    def seconds(self, name: str, in_config: str | None = None) -> float:
        return seconds(self.annotations.get(PREFIX + name, self.configured(in_config or name)))

    def configured(self, name: str) -> str:
        return self.config.get(name, DEFAULTS[name])


def panic_window_seconds(window_seconds: float, percentage: float) -> int:
    """The panic window, rounded half up to whole seconds, and at least one."""
    return max(1, math.floor(window_seconds * percentage / 100 + 0.5))


def seconds(duration: str) -> float:
    """The seconds of a duration in Go's notation, such as `15s` or `1m30s`."""
    parts = DURATION.findall(duration)
    if "".join(map("".join, parts)) != duration or not parts:
        raise ValueError(f"{duration!r} is no duration")
    return float(sum(float(number) * UNITS_SECONDS[unit] for number, unit in parts))

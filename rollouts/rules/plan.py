"""Parses the plan by which a new revision gets its traffic: the `rollout` column of scaling.yaml."""

import re
from dataclasses import dataclass
from typing import Literal

UNITS = {"s": 1, "m": 60}
SECONDS_MIN, SECONDS_MAX = 60, 900
PERCENT_MAX = 50
# Each step makes Knative and Traefik set up the function's route again.
GRADUAL_STEP_PERCENT = 5


@dataclass(frozen=True, slots=True)
class Plan:
    """`all` at once, `gradual` over `seconds`, or a `canary` of `percent` for `seconds` and then the rest."""

    kind: Literal["all", "gradual", "canary"]
    seconds: int = 0
    percent: int = 0

    def __str__(self) -> str:
        time = f"{self.seconds // 60}m" if self.seconds % 60 == 0 else f"{self.seconds}s"
        match self.kind:
            case "all":
                return "all"
            case "gradual":
                return f"gradual {time}"
            case _:
                return f"canary {self.percent}% {time}"


ALL = Plan("all")


def parsed(written: object) -> Plan:
    """The plan in the notation of scaling.yaml; raises ValueError with what to write instead."""
    if written == "all":
        return ALL
    text = written if isinstance(written, str) else ""
    if (match := re.fullmatch(r"gradual (\d+)([sm])", text)) is not None:
        return Plan("gradual", _seconds(match[1], match[2]))
    if (match := re.fullmatch(r"canary (\d+)% (\d+)([sm])", text)) is None:
        raise ValueError("is not a rollout; write all, gradual 10m or canary 5% 10m")
    if not 1 <= int(match[1]) <= PERCENT_MAX:
        raise ValueError(f"must give the canary 1% to {PERCENT_MAX}%")
    return Plan("canary", _seconds(match[2], match[3]), int(match[1]))


def share_percent(plan: Plan, elapsed_seconds: float, percent: int) -> int:
    """The new revision's share after that time, if `percent` is its present one.

    After its time, a canary's share doubles at each check, so that its pods can follow.
    """
    if plan.kind == "gradual":
        steps = int(elapsed_seconds / plan.seconds * 100 / GRADUAL_STEP_PERCENT)
        return min(100, max(1, steps * GRADUAL_STEP_PERCENT))
    if elapsed_seconds < plan.seconds:
        return plan.percent
    return min(100, 2 * max(percent, plan.percent))


def _seconds(number: str, unit: str) -> int:
    seconds = int(number) * UNITS[unit]
    if not SECONDS_MIN <= seconds <= SECONDS_MAX:
        raise ValueError(f"must take {SECONDS_MIN}s to {SECONDS_MAX // 60}m")
    return seconds

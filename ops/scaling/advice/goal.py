"""Parses an operator's goal: `cold<2% cost` means the lowest cost with less than two per cent cold starts."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

METRICS = {
    "cold": "cold_percent",
    "pages": "cold_first_pages_percent",
    "wait": "wait_p95_seconds",
    "order": "order_p50_seconds",
    "pods": "pod_seconds",
    "cost": "cost_per_day",
}
LIMIT = re.compile(r"([a-z]+)<(\d+(?:\.\d+)?)(?:%|s)?")


@dataclass(frozen=True, slots=True)
class Goal:
    """A goal: the smallest `minimised` with no metric of `limits` above its bound; the names are a preview's."""

    minimised: str
    limits: Mapping[str, float]

    @classmethod
    def parse(cls, text: str) -> "Goal":
        """Parses limits, followed by the metric to minimise; raises ValueError for anything else."""
        *limits, minimised = text.split() or [""]
        found = [LIMIT.fullmatch(each) for each in limits]
        names = [each[1] if each else "" for each in found]
        if unknown := {minimised, *names} - set(METRICS):
            raise ValueError(
                f"GOAL={text!r}: write limits and what to minimise, such as `cold<2% cost`; of {', '.join(METRICS)}, "
                f"not {', '.join(sorted(unknown)) or 'nothing'}"
            )
        return cls(METRICS[minimised], {METRICS[each[1]]: float(each[2]) for each in found if each})

    def rank(self, metrics: Mapping[str, float]) -> tuple[float, float]:
        """The rank of metrics, lower is better: first how far limits are exceeded, then the minimised metric."""
        excess = sum(
            max(0.0, metrics[name] / limit - 1 if limit else metrics[name]) for name, limit in self.limits.items()
        )
        return excess, metrics[self.minimised]

    @property
    def compared(self) -> str:
        """The metric that is traded off against the minimised one."""
        return next(iter(self.limits), METRICS["cold"])

"""Queries the metrics from which traffic is recorded."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol

from ops.scaling.observed.series import Series

FORWARDED = "cloudshop_gateway_upstream_first_byte_seconds"
REQUESTS = "cloudshop_gateway_request_seconds"
COLD = "cloudshop_gateway_cold_start_seconds"
OPERATIONS = "cloudshop_operation_seconds"
STEPS = "cloudshop_gateway_steps_total"
ORDERS = "cloudshop_order_age_seconds"

NEEDED = {
    f"{FORWARDED}_count": ("operation",),
    f"{FORWARDED}_sum": (),
    f"{REQUESTS}_count": (),
    f"{REQUESTS}_sum": (),
    f"{OPERATIONS}_bucket": ("operation", "le"),
    f"{OPERATIONS}_count": ("operation",),
    STEPS: ("before", "operation"),
}


class Metrics(Protocol):
    step_seconds: int

    def over_time(self, query: str, labels: tuple[str, ...], start: float, end: float) -> Series: ...


@dataclass(frozen=True, slots=True)
class Observed:
    """The series of each metric in `NEEDED` between two times."""

    start: float
    end: float
    step_seconds: int
    series: Mapping[str, Series]


def observe(source: Metrics, start: float, end: float, is_prometheus: bool) -> Observed:
    """Queries each metric, summed over the labels that are not needed."""
    found = {}
    for name, labels in NEEDED.items():
        query = f"sum by ({', '.join(labels)}) ({name})" if is_prometheus else name
        found[name] = source.over_time(query, labels, start, end)
    return Observed(start, end, source.step_seconds, found)

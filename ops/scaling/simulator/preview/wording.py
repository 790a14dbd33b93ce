"""Defines the names and formats of a preview's metrics, for the terminal and for pull requests."""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from ops.scaling.simulator.preview.comparing import Difference, Verdict
from ops.scaling.simulator.preview.preview import Preview

# The metric's name and the format of its value; `¤` stands for the currency.
WORDING = {
    "calls": ("requests", "{:,.0f}"),
    "cold_percent": ("met a cold start", "{:.2f} %"),
    "cold_first_pages_percent": ("first pages: met one", "{:.2f} %"),
    "wait_p50_seconds": ("wait for a pod: p50", "{:.3f} s"),
    "wait_p95_seconds": ("wait for a pod: p95", "{:.3f} s"),
    "wait_p99_seconds": ("wait for a pod: p99", "{:.3f} s"),
    "refused": ("refused", "{:,.0f}"),
    "timed_out": ("timed out", "{:,.0f}"),
    "orders": ("orders confirmed", "{:,.0f}"),
    "order_p50_seconds": ("order confirmed: p50", "{:.1f} s"),
    "order_p95_seconds": ("order confirmed: p95", "{:.1f} s"),
    "pods_max": ("pods at most", "{:.0f}"),
    "pod_seconds": ("pod-seconds", "{:,.0f}"),
    "core_hours": ("CPU reserved", "{:.3f} core h"),
    "gibibyte_hours": ("memory reserved", "{:.2f} GiB h"),
    "cost_per_day": ("cost per day", "¤ {:.3f}"),
    "cost_per_order": ("cost per order", "¤ {:.5f}"),
}


class Row(NamedTuple):
    name: str
    base: str
    head: str
    change: str
    verdict: Verdict


def rows(differences: Mapping[str, Difference], currency: str) -> Iterator[Row]:
    for metric, difference in differences.items():
        name, form = WORDING[metric]
        base, head = (form.format(value).replace("¤", currency) for value in (difference.base, difference.head))
        yield Row(name, base, head, _change(difference), difference.verdict)


def head_line(preview: Preview) -> str:
    hours = preview.seconds / 3600
    seeds = f"mean of {preview.seeds} seeds" if preview.seeds > 1 else "one seed: chance is not separated from change"
    return f"{hours:g} h of traffic ({preview.source}), {seeds}"


def _change(difference: Difference) -> str:
    """The change in per cent of the base, with its margin."""
    change, base = difference.head - difference.base, difference.base
    match difference.verdict:
        case Verdict.SAME:
            return "same"
        case _ if not base:
            return f"{change:+.3g} ({difference.verdict.value})"
        case verdict:
            share, margin = 100 * change / base, 100 * difference.margin / abs(base)
            return f"{share:+.1f} % ± {margin:.1f} ({verdict.value})"

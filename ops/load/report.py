"""Renders the report as JSON, and as a table in the terminal."""

from collections.abc import Iterator
from typing import Any

from ops.load.counting import WAITED_FOR, Counted, Counts, percentiles
from ops.load.observing import Observed
from ops.load.plan import Plan
from ops.load.shopping.requests import Kind


def as_json(plan: Plan, url: str, seconds: float, counts: Counts, observed: Observed | None) -> dict[str, Any]:
    return {
        "url": url,
        "traffic": plan.source,
        "seconds": round(seconds, 1),
        "visits": len(plan.visits),
        "requests_per_second": round(counts.of(*Kind).requests / max(seconds, 0.001), 2),
        **counts.as_json(),
        **cold_percents(counts),
        **(observed.as_json() if observed else {}),
    }


def cold_percents(counts: Counts) -> dict[str, float]:
    waited_for, every = counts.of(*WAITED_FOR), counts.of(*Kind)
    return {
        "cold_percent_of_pages_and_api": round(100 * waited_for.cold / max(1, waited_for.requests), 2),
        "cold_percent_of_all_requests": round(100 * every.cold / max(1, every.requests), 2),
    }


def lines(plan: Plan, seconds: float, counts: Counts, observed: Observed | None) -> Iterator[str]:
    yield f"{plan.source}: {len(plan.visits)} visits in {seconds:,.0f} s"
    yield f"{'':<34}{'requests':>9}{'a second':>9}{'errors':>8}{'p50':>9}{'p95':>9}{'p99':>9}"
    for (kind, name), each in sorted(counts.by_name.items()):
        yield _line(f"{name} (announced)" if kind is Kind.ANNOUNCEMENT else name, each, seconds)
    yield _line("pages and API", counts.of(*WAITED_FOR), seconds)
    yield _line("all, files too", counts.of(*Kind), seconds)
    yield f"waited more than half a second: {counts.waited} of {counts.of(*WAITED_FOR).requests} pages and calls"
    yield from (f"failed {number} times: {what}" for what, number in counts.failures.most_common(10))
    if counts.skipped:
        yield f"left out: {counts.skipped} calls for which something was missing, such as an order of what has sold out"
    if counts.visits_left_out:
        yield f"left out: {counts.visits_left_out} visits, since too many visitors were here at once"
    pages_and_api, every = cold_percents(counts).values()
    cold = counts.of(*Kind).cold
    yield f"met a cold start: {cold} calls; {pages_and_api} % of pages and API, {every} % of all requests"
    yield _pods_line(observed)


def _pods_line(observed: Observed | None) -> str:
    if observed is None:
        return "pods: not known of this shop (PROMETHEUS=URL says where to ask)"
    return f"pods: {observed.pod_seconds:,.0f} pod-seconds, {observed.currency} {observed.cost:.5f}"


def _line(name: str, counted: Counted, seconds: float) -> str:
    times = "".join(f"{each:>8.3f}s" for each in percentiles(counted.times).values())
    rate = counted.requests / max(seconds, 0.001)
    return f"{name:<34}{counted.requests:>9,}{rate:>9.2f}{counted.errors:>8,}{times}"

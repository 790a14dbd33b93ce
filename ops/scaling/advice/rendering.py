"""Renders the tried settings: the trade-off as lines and as a drawing, and the reason of a proposal."""

from collections.abc import Iterator, Sequence

from ops.scaling.advice.advising import Advice
from ops.scaling.advice.searching import trade_off
from ops.scaling.advice.svg import chart
from ops.scaling.simulator.preview.metrics import Metrics


def lines(found: Advice, operations: Sequence[str]) -> Iterator[str]:
    yield f"Searched {len(found.tried) - 1} settings of {', '.join(operations)}"
    yield f"{found.goal.compared:>26}  {found.goal.minimised}"
    for each in trade_off(found.tried, found.goal):
        yield f"{each.metrics[found.goal.compared]:>26.3f}  {each.metrics[found.goal.minimised]:.4f}"
    for name, sides in (("today", found.before), ("proposed", found.after)):
        values = ", ".join(f"{metric} {sides[metric]:.4g}" for metric in (*found.goal.limits, found.goal.minimised))
        yield f"{name}, on the half that was not searched on: {values}"
    excess, _ = found.goal.rank(found.after)
    if excess:
        yield "No setting that was tried keeps the goal's limits; this one exceeds them least."


def drawn(found: Advice) -> str:
    def point(each: Metrics) -> tuple[float, float]:
        return each[found.goal.compared], each[found.goal.minimised]

    proposed = next(each.metrics for each in found.tried if each.table is found.proposed)
    points = [point(each.metrics) for each in found.tried]
    line = [point(each.metrics) for each in trade_off(found.tried, found.goal)]
    return chart((found.goal.compared, found.goal.minimised), points, line, points[0], point(proposed))


def reason(found: Advice, goal: str) -> str:
    metrics = (found.goal.compared, found.goal.minimised)
    moved = ", ".join(f"{name} {found.before[name]:.3g} -> {found.after[name]:.3g}" for name in metrics)
    return f"By `make tune-advise` for `{goal}`, with the other proposed rows: {moved}."

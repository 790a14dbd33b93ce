"""Computes how likely a caller of one operation goes on to another."""

from collections import Counter
from collections.abc import Mapping

from ops.scaling.simulator.traffic.trace import Trace

# Later steps are too uncertain.
STEPS_AHEAD = 2


def reached(trace: Trace, operation: str) -> Mapping[str, float]:
    """For each other operation, how likely a caller of this one calls it within two steps."""
    calls = Counter[str]()
    for each in trace.arrivals:
        calls[each.operation] += each.calls
    found: dict[str, float] = {}
    now = {operation: 1.0}
    for _ in range(STEPS_AHEAD):
        now = _step(trace.next_steps, calls, now)
        for name, share in now.items():
            found[name] = min(1.0, found.get(name, 0.0) + share)
    return found


def _step(
    next_steps: Mapping[str, Mapping[str, int]], calls: Mapping[str, int], now: Mapping[str, float]
) -> dict[str, float]:
    found: dict[str, float] = {}
    for name, share in now.items():
        for step, number in next_steps.get(name, {}).items():
            found[step] = found.get(step, 0.0) + share * number / max(calls.get(name, 0), number)
    return found

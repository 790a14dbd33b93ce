"""Implements `wakes`: proposes which functions the gateway should wake when an operation is called."""

import argparse
import hashlib
import json
from collections.abc import Iterator, Sequence
from difflib import unified_diff
from pathlib import Path
from typing import Any

from rich.console import Console

from ops.scaling.simulator.commands.preview import GENERATED_DAY
from ops.scaling.simulator.model.shop import Shop
from ops.scaling.simulator.preview.assumptions import Assumptions
from ops.scaling.simulator.prewarming.candidates import candidates, for_orders, merged
from ops.scaling.simulator.prewarming.choosing import Choice, Effect, choose, evaluator
from ops.scaling.simulator.shop import reading
from ops.scaling.simulator.shop.call_graph import NEXT_STEPS
from ops.scaling.simulator.shop.tree import WorkTree
from ops.scaling.simulator.traffic import trace_file
from ops.scaling.simulator.traffic.trace import Trace

# Kind needed half as much again as was forecast, so that this keeps it within ten (benchmarks/reports/waking.md).
BUDGET_PERCENT = 7.0
HEADER = """\
# The functions that the gateway wakes when an operation is called, because its caller is likely to need them next.
# `make tune-wakes` proposes them from recorded journeys, and says what each is worth.
"""


def add_to(commands: Any) -> None:
    parser = commands.add_parser("wakes", help="propose what to wake for the likely next step")
    parser.add_argument("--overlay", default="production", help="whose settings; production, unless said otherwise")
    parser.add_argument("--trace", type=Path, help="the traffic; the generated day, unless said otherwise")
    parser.add_argument(
        "--budget", type=float, default=BUDGET_PERCENT, metavar="PERCENT", help="more pod-seconds at most"
    )
    parser.add_argument("--write", action="store_true", help=f"write {NEXT_STEPS}")
    parser.set_defaults(run=run)


def run(chosen: argparse.Namespace, root: Path) -> int:
    trace = trace_file.read(chosen.trace or root / GENERATED_DAY)
    shop = _shop(root, chosen.overlay)
    always, others = for_orders(trace, shop.graph), candidates(trace, shop.graph)
    # What pages announce is paid from the same budget.
    before = evaluator(shop, trace.without_announcements(), seed=1)(())
    choices = choose(before, always, others, evaluator(shop, trace, seed=1), chosen.budget)
    calls = trace.requests()
    console = Console(highlight=False)
    for line in _lines(before, choices, calls):
        console.print(line, soft_wrap=True)
    about = f"{chosen.overlay}'s settings, at most {chosen.budget:g} % more pod-seconds; trace {digest(trace)}"
    text, path = written(choices, about), root / NEXT_STEPS
    if chosen.write:
        path.write_text(text)
    else:
        old = path.read_text().splitlines(keepends=True) if path.exists() else []
        proposed = unified_diff(old, text.splitlines(keepends=True), NEXT_STEPS, NEXT_STEPS)
        console.print("".join(proposed), soft_wrap=True, markup=False)
    return 0


def written(choices: Sequence[Choice], about: str) -> str:
    """The text of the file of next steps, with a comment about the proposal's inputs."""
    table = merged([each.candidate for each in choices])
    rows = "".join(f"{operation}: [{', '.join(names)}]\n" for operation, names in table.items())
    return f"{HEADER}# Proposed for {about}; rows {short_digest(rows)}.\n\n{rows}"


def digest(trace: Trace) -> str:
    """The digest of arrivals and next steps; behaviours of other functions do not change the table."""
    return short_digest(json.dumps([trace.arrivals, trace.next_steps], sort_keys=True))


def short_digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:12]


def _shop(root: Path, overlay: str) -> Shop:
    slowdown = Assumptions.read(root).start_slowdown.get(overlay, 0.0)
    return reading.read(WorkTree(root), overlay, root, slowdown).shop


def _lines(before: Effect, choices: Sequence[Choice], calls: int) -> Iterator[str]:
    yield f"{calls} requests; without waking {_state(before, calls)}. Each choice with those before it:"
    last = before
    for choice in choices:
        _, woken, share = choice.candidate
        effect, seconds = choice.effect, last.waited_seconds - choice.effect.waited_seconds
        yield (
            f"  {choice.candidate.operation} wakes {', '.join(woken)} (for {share:.0%} of its calls): {seconds:.0f} s "
            f"less waiting, {effect.pod_seconds - last.pod_seconds:+.0f} pod-seconds; then {_state(effect, calls)}"
        )
        last = effect
    more = 100 * (last.pod_seconds / before.pod_seconds - 1)
    yield f"Together: {before.waited_seconds:.0f} → {last.waited_seconds:.0f} s of waiting, {more:+.1f} % pod-seconds"


def _state(effect: Effect, calls: int) -> str:
    return f"{100 * effect.cold / calls:.1f} % meet a cold start, with {effect.pod_seconds:,.0f} pod-seconds"

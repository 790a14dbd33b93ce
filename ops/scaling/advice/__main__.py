"""`python -m ops.scaling.advice --goal "cold<2% cost"` proposes settings, and draws their trade-off."""

import argparse
import sys
from difflib import unified_diff
from pathlib import Path

from ops.errors import CommandError
from ops.scaling import budget, manifests
from ops.scaling.advice.advising import Advice, Judge, advise, deciding
from ops.scaling.advice.editing import edited
from ops.scaling.advice.goal import Goal
from ops.scaling.advice.rendering import drawn, lines, reason
from ops.scaling.facts import Table
from ops.scaling.simulator.commands.preview import GENERATED_DAY
from ops.scaling.simulator.model.simulation import Simulation
from ops.scaling.simulator.preview import metrics
from ops.scaling.simulator.preview.assumptions import Assumptions
from ops.scaling.simulator.preview.metrics import Metrics, Pricing
from ops.scaling.simulator.shop import reading
from ops.scaling.simulator.shop.reading import Described
from ops.scaling.simulator.shop.tree import WorkTree
from ops.scaling.simulator.traffic import trace_file
from ops.scaling.simulator.traffic.trace import Trace
from ops.shell import ROOT

SEED = 1


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m ops.scaling.advice")
    parser.add_argument("--operation", action="append", default=[], help="whose settings; those that decide, otherwise")
    parser.add_argument("--goal", default="cold<2% cost", help="limits, and then what to minimise")
    parser.add_argument("--overlay", default="production")
    parser.add_argument("--trace", type=Path, default=ROOT / GENERATED_DAY)
    parser.add_argument("--trials", type=int, default=60)
    parser.add_argument("--svg", type=Path, help="draw the trade-off there")
    parser.add_argument("--write", action="store_true", help="change scaling.yaml")
    try:
        return run(parser.parse_args())
    except (CommandError, ValueError) as reason:
        print(reason, file=sys.stderr)
        return 1


def run(chosen: argparse.Namespace) -> int:
    goal, trace = Goal.parse(chosen.goal), trace_file.read(chosen.trace)
    assumptions = Assumptions.read(ROOT)
    described = reading.read(WorkTree(ROOT), chosen.overlay, ROOT, assumptions.start_slowdown.get(chosen.overlay, 0.0))
    if unknown := set(chosen.operation) - set(described.rows):
        raise CommandError(f"There is no function {', '.join(sorted(unknown))}.")
    pricing, facts = Pricing(described.pod, assumptions.prices), manifests.facts(chosen.overlay)
    operations = chosen.operation or _deciding(described, trace)

    def simulate(table: Table, part: Trace) -> Metrics:
        return metrics.of_shop(Simulation(described.with_rows(table).shop, part, SEED).run(), pricing)

    judge = Judge(simulate, lambda table: not budget.findings(table, facts))
    found = advise(described.rows, operations, goal, trace, judge, chosen.trials)
    for line in lines(found, operations):
        print(line)
    if chosen.svg:
        chosen.svg.write_text(drawn(found))
    return _hand_over(found, described, chosen)


def _deciding(described: Described, trace: Trace) -> list[str]:
    functions = Simulation(described.shop, trace, SEED).run().functions
    cold = {name: each.cold for name, each in functions.items()}
    return deciding(cold, {name: each.pod_seconds(trace.seconds)[0] for name, each in functions.items()})


def _hand_over(found: Advice, described: Described, chosen: argparse.Namespace) -> int:
    """Shows the change as a diff, or writes it."""
    if not found.holds:
        print("Today's settings are as good on the half that was not searched on: nothing to change.")
        return 0
    path = ROOT / manifests.table_path(chosen.overlay)
    after = edited(described.table, described.rows, found.proposed, reason(found, chosen.goal))
    if chosen.write:
        path.write_text(after)
        print(f"changed {path.relative_to(ROOT)}; `make tune-preview` shows what it does")
        return 0
    name, before = manifests.table_path(chosen.overlay), described.table
    print("".join(unified_diff(before.splitlines(keepends=True), after.splitlines(keepends=True), name, name, n=0)))
    return 0


if __name__ == "__main__":
    sys.exit(main())

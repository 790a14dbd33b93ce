"""Implements `preview`: forecasts the effect of the changed settings."""

import argparse
from dataclasses import replace
from pathlib import Path
from typing import Any

from rich.console import Console

from ops.scaling.simulator.preview import as_json, bounds, forecast_error, markdown, terminal
from ops.scaling.simulator.preview.assumptions import Assumptions
from ops.scaling.simulator.preview.metrics import Pricing
from ops.scaling.simulator.preview.preview import WHOLE_SHOP
from ops.scaling.simulator.preview.preview import preview as previewed
from ops.scaling.simulator.shop import reading
from ops.scaling.simulator.shop.tree import Commit, WorkTree
from ops.scaling.simulator.traffic import trace_file

GENERATED_DAY = Path("ops/scaling/traces/generated-day.jsonl.gz")
BROKEN = 1


def add_to(commands: Any) -> None:
    parser = commands.add_parser("preview", help="what a change of the table does to the same traffic")
    parser.add_argument("--base", required=True, help="the commit to compare with, such as main")
    parser.add_argument("--overlay", default="production", help="whose table; production, unless said otherwise")
    parser.add_argument("--trace", type=Path, help="the traffic; the generated day, unless said otherwise")
    parser.add_argument(
        "--date", metavar="YYYY-MM-DD", help="as if the trace began on that day, for schedules with a date"
    )
    parser.add_argument("--seeds", type=int, default=5, help="so many runs of each tell change from chance")
    parser.add_argument("--markdown", type=Path, metavar="FOLDER", help="write preview.md and its pictures there")
    parser.add_argument("--summary", type=Path, metavar="FILE", help="append it there, in one text without pictures")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write every number there")
    parser.set_defaults(run=run)


def run(chosen: argparse.Namespace, root: Path) -> int:
    """Runs the command; returns 1 if the forecast exceeds a bound."""
    assumptions = Assumptions.read(root)
    slowdown = assumptions.start_slowdown.get(chosen.overlay, 0.0)
    head = reading.read(WorkTree(root), chosen.overlay, root, slowdown)
    base = reading.read(Commit(root, chosen.base), chosen.overlay, root, slowdown)
    trace = trace_file.read(chosen.trace or root / GENERATED_DAY)
    if chosen.date:
        trace = replace(trace, starts_at=chosen.date + trace.starts_at[len(chosen.date) :])
    errors = forecast_error.read(root)
    found = previewed(base, head, trace, Pricing(head.pod, assumptions.prices), chosen.seeds, errors)
    broken = list(bounds.broken(bounds.read(head.table), found.compared[WHOLE_SHOP].metrics))
    currency = assumptions.prices.currency
    terminal.show(found, chosen.base, currency, broken, Console(highlight=False))
    if chosen.markdown:
        markdown.write(found, chosen.base, currency, broken, chosen.markdown)
    if chosen.summary:
        with chosen.summary.open("a") as file:
            file.write(markdown.summary(found, chosen.base, currency, broken))
    if chosen.json:
        chosen.json.write_text(as_json.text(found, chosen.base, currency, broken))
    return BROKEN if broken else 0

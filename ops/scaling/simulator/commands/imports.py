"""Implements `import`: makes a trace of the shop from a public trace or a Locust report."""

import argparse
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from rich.console import Console

from ops.scaling.simulator.shop import table
from ops.scaling.simulator.shop.routes import operation_of
from ops.scaling.simulator.shop.tree import WorkTree
from ops.scaling.simulator.traffic import trace_file
from ops.scaling.simulator.traffic.importers import azure_invocations, azure_minutes, locust
from ops.scaling.simulator.traffic.trace import Trace

# The operations to which the calls of foreign traces are assigned first, unless others are named.
OPERATIONS = (
    "list-products",
    "get-product",
    "list-categories",
    "read-cart",
    "put-cart-item",
    "quote-order",
    "place-order",
)


def add_to(commands: Any) -> None:
    parser = commands.add_parser("import", help="make a trace of another system's traffic")
    kinds = parser.add_subparsers(dest="kind", required=True)
    minutes = kinds.add_parser("azure-minutes", help="Azure Functions 2019: calls per minute")
    minutes.add_argument("invocations", type=Path)
    minutes.add_argument("durations", type=Path)
    single = kinds.add_parser("azure-invocations", help="Azure Functions 2021: single calls")
    single.add_argument("invocations", type=Path)
    report = kinds.add_parser("locust", help="Locust's *_stats_history.csv, written with --csv-full-history")
    report.add_argument("history", type=Path)
    for kind in (minutes, single):
        kind.add_argument("--operations", nargs="+", default=OPERATIONS, help="the busiest function becomes the first")
    for kind in (minutes, single, report):
        kind.add_argument("--to", type=Path, required=True, metavar="FILE")
    parser.set_defaults(run=run)


def run(chosen: argparse.Namespace, root: Path) -> int:
    found = _read(chosen, root)
    known = table.rows((root / table.path("production")).read_text())
    if unknown := set(found.behaviours) - set(known):
        raise ValueError(f"the shop has no {', '.join(sorted(unknown))}")
    trace_file.write(found, chosen.to)
    summary = f"{chosen.to}: {found.calls()} requests in {found.seconds} seconds, from {found.source}"
    Console(highlight=False).print(summary, soft_wrap=True)
    return 0


def _read(chosen: argparse.Namespace, root: Path) -> Trace:
    operations: Sequence[str] = getattr(chosen, "operations", ())
    match chosen.kind:
        case "azure-minutes":
            with chosen.invocations.open() as invocations, chosen.durations.open() as durations:
                return azure_minutes.read(invocations, durations, operations)
        case "azure-invocations":
            with chosen.invocations.open() as invocations:
                return azure_invocations.read(invocations, operations)
        case _:
            with chosen.history.open() as history:
                return locust.read(history, operation_of(WorkTree(root)))

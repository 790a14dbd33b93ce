"""Implements `cost`: the cost of each operation, of an order, and of unused pods."""

import argparse
import os
import time
from collections.abc import Iterator
from typing import Any

from ops.scaling.observed.durations import seconds_since
from ops.scaling.observed.sources import prometheus
from ops.scaling.observed.usage import ShopUsage, usage
from ops.scaling.simulator.preview.assumptions import HOUR_SECONDS, Assumptions, Prices
from ops.scaling.simulator.shop import pod_size
from ops.scaling.simulator.shop.pod_size import PodSize
from ops.scaling.simulator.shop.tree import WorkTree
from ops.shell import ROOT


def add_to(commands: Any) -> None:
    parser = commands.add_parser("cost", help="pods, calls and cost of each operation, of an order, and of idle pods")
    parser.add_argument("--since", default="24h", help="how far back")
    parser.set_defaults(run=run)


def run(chosen: argparse.Namespace) -> int:
    end = time.time()
    with prometheus(os.environ) as source:
        used = usage(source, end - seconds_since(chosen.since), end)
    pod = pod_size.read(WorkTree(ROOT).files(*pod_size.FILES))
    for line in lines(used, pod, Assumptions.read(ROOT).prices):
        print(line)
    return 0


def pod_second_price(pod: PodSize, prices: Prices) -> float:
    return prices.cost(pod.cores, pod.gibibytes) / HOUR_SECONDS


def lines(used: ShopUsage, pod: PodSize, prices: Prices) -> Iterator[str]:
    """The lines, the most expensive operations first; draining pods are not observed, so they are not included."""
    price, currency = pod_second_price(pod, prices), prices.currency
    yield f"{'operation':<26}{'pod-seconds':>12}{'idle':>7}{'calls':>9}{'cold':>7}  {currency} {'a 1000 calls':>12}"
    for name, each in sorted(used.functions.items(), key=lambda found: -found[1].pod_seconds):
        if not each.pod_seconds and not each.calls:
            continue
        part = f"{each.idle_seconds / each.pod_seconds:.0%}" if each.pod_seconds else "-"
        cost = each.pod_seconds * price
        thousand = f"{1000 * cost / each.calls:.5f}" if each.calls else "-"
        used_by = f"{each.pod_seconds:>12,.0f}{part:>7}{each.calls:>9,.0f}{each.cold:>7,.0f}"
        yield f"{name:<26}{used_by}  {cost:.5f} {thousand:>10}"
    total, idle = used.pod_seconds * price, price * sum(each.idle_seconds for each in used.functions.values())
    yield f"all: {used.pod_seconds:,.0f} pod-seconds, {currency} {total:.5f}; of it idle: {currency} {idle:.5f}"
    if used.orders:
        yield f"orders: {used.orders:.0f} confirmed, {currency} {total / used.orders:.5f} each, idle pods included"

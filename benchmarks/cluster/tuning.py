"""Measures the effect of the shop's settings on the cold start of a static binary.

Uses two clusters, one with Kind's default nodes and one with tuned nodes. On each, the manifest (plain or the shop's)
and Knative's settings (default or the shop's) are varied.
"""

import json
import os
import subprocess
import sys
from statistics import median
from typing import Any

from ops.shell import ROOT

NAME = "cloudshop-bare"
SECONDS_MAX = 3600


def measure() -> dict[str, Any]:
    cells: dict[str, list[float]] = {}
    for nodes in ("as they come", "tuned"):
        cells |= {f"{nodes}, {cell}": seconds for cell, seconds in _on_a_cluster(nodes).items()}
    medians = {cell: median(seconds) for cell, seconds in cells.items()}
    untuned, tuned = medians["as they come, Knative as it comes, plain"], medians["tuned, Knative tuned, ours"]
    return {
        "starts_per_cell": len(next(iter(cells.values()))),
        "nodes, Knative, manifest": {
            cell: {"median_seconds": round(medians[cell], 3), "worst_seconds": round(max(seconds), 3)}
            for cell, seconds in cells.items()
        },
        "tuned_to_untuned": round(tuned / untuned, 3),
    }


def _on_a_cluster(nodes: str) -> dict[str, list[float]]:
    """Runs in its own process, because `ops` uses the cluster that the environment names."""
    measured = subprocess.run(
        [sys.executable, "-m", "benchmarks.cluster.bare_cluster", nodes],
        cwd=ROOT,
        env=os.environ | {"CLUSTER_NAME": NAME},
        stdout=subprocess.PIPE,
        text=True,
        timeout=SECONDS_MAX,
        check=True,
    )
    cells: dict[str, list[float]] = json.loads(measured.stdout)
    return cells

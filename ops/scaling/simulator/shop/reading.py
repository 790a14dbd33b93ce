"""Makes the shop that is simulated from the repository's files: table, Knative's settings, manifests, measurements."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from ops.scaling.simulator.knative.configuration import PREFIX, Configuration
from ops.scaling.simulator.knative.settings import ALWAYS_IN_PATH
from ops.scaling.simulator.model.cold_starts import ColdStarts
from ops.scaling.simulator.model.shop import Function, Shop
from ops.scaling.simulator.shop import call_graph, pod_size, table
from ops.scaling.simulator.shop.tree import Tree

AUTOSCALER = "knative/platform/settings/autoscaler.yaml"
DEFAULTS = "knative/components/function-defaults"
COLD_STARTS = Path("benchmarks/results/cold-start.json")


@dataclass(frozen=True, slots=True)
class Described:
    """A shop, and what it was made from that two commits may have differently. `table` is the table's text."""

    shop: Shop
    rows: dict[str, table.Row]
    pod: pod_size.PodSize
    table: str


def read(tree: Tree, overlay: str, root: Path, slowdown: float) -> Described:
    """Cold starts are those that were measured last, whatever the tree."""
    text = tree.files(table.path(overlay))[table.path(overlay)]
    rows, files = table.rows(text), tree.files(AUTOSCALER, DEFAULTS, *pod_size.FILES)
    config: dict[str, str] = yaml.safe_load(files[AUTOSCALER])["data"]
    timeouts = _timeouts(files)
    functions = {name: _function(row, config, timeouts.get(name, timeouts["*"])) for name, row in rows.items()}
    starts = ColdStarts.measured(root / COLD_STARTS, slowdown)
    return Described(Shop(functions, call_graph.read(tree), starts), dict(rows), pod_size.read(files), text)


def _function(row: table.Row, config: dict[str, str], timeout_seconds: float) -> Function:
    annotations = {
        PREFIX + "min-scale": str(row.min),
        PREFIX + "max-scale": str(row.max),
        PREFIX + "target-utilization-percentage": str(row.target),
        PREFIX + "window": f"{row.window}s",
        PREFIX + "scale-to-zero-pod-retention-period": f"{row.retention}s",
    }
    configuration = Configuration(config, annotations, row.concurrency)
    decider = configuration.decider()
    if decider.burst_capacity != ALWAYS_IN_PATH:
        raise ValueError("requests are simulated only with the activator in their path: target-burst-capacity -1")
    return Function(decider, configuration.scale(), row.concurrency, timeout_seconds)


def _timeouts(files: dict[str, str]) -> dict[str, float]:
    """By function, and `*` for every other."""
    every = yaml.safe_load_all(files[pod_size.EVERY_FUNCTION])
    found = {"*": float(next(every)["spec"]["template"]["spec"]["timeoutSeconds"])}
    for patch in yaml.safe_load(files[f"{DEFAULTS}/kustomization.yaml"])["patches"]:
        inline: dict[str, Any] = yaml.safe_load(patch.get("patch", "{}"))
        timeout = inline.get("spec", {}).get("template", {}).get("spec", {}).get("timeoutSeconds")
        if timeout is not None and "name" in patch["target"]:
            found[patch["target"]["name"]] = float(timeout)
    return found

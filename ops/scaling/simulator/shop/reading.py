"""Reads the simulated shop from the repository's files: table, Knative's settings, manifests, measurements."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import yaml

from ops.scaling import schedules
from ops.scaling.simulator.knative.configuration import PREFIX, Configuration
from ops.scaling.simulator.knative.settings import ALWAYS_IN_PATH
from ops.scaling.simulator.model.cold_starts import ColdStarts
from ops.scaling.simulator.model.shop import Function, Shop
from ops.scaling.simulator.shop import call_graph, pod_size
from ops.scaling.simulator.shop import table as tables
from ops.scaling.simulator.shop.tree import Tree

AUTOSCALER = "knative/platform/settings/autoscaler.yaml"
DEFAULTS = "knative/components/function-defaults"
COLD_STARTS = Path("benchmarks/results/cold-start.json")


@dataclass(frozen=True, slots=True)
class Described:
    """A shop with the inputs that may differ between commits: `table` is the table's text, `config` and `timeouts` are
    Knative's other settings.
    """

    shop: Shop
    rows: dict[str, tables.Row]
    pod: pod_size.PodSize
    table: str
    config: Mapping[str, str]
    timeouts: Mapping[str, float]

    def with_rows(self, rows: Mapping[str, tables.Row]) -> "Described":
        """The same shop with these rows in its table."""
        functions = _functions(rows, self.config, self.timeouts)
        return replace(self, shop=replace(self.shop, functions=functions), rows=dict(rows))


def read(tree: Tree, overlay: str, root: Path, slowdown: float) -> Described:
    """The shop of the tree, always with the cold starts that were measured last."""
    text = tree.files(tables.path(overlay))[tables.path(overlay)]
    rows, files = tables.rows(text), tree.files(AUTOSCALER, DEFAULTS, *pod_size.FILES)
    config: dict[str, str] = yaml.safe_load(files[AUTOSCALER])["data"]
    timeouts = _timeouts(files)
    functions = _functions(rows, config, timeouts)
    starts = ColdStarts.measured(root / COLD_STARTS, slowdown)
    shop = Shop(functions, call_graph.read(tree), starts, schedules.schedules(text))
    return Described(shop, dict(rows), pod_size.read(files), text, config, timeouts)


def _functions(
    rows: Mapping[str, tables.Row], config: Mapping[str, str], timeouts: Mapping[str, float]
) -> dict[str, Function]:
    return {name: _function(row, config, timeouts.get(name, timeouts["*"])) for name, row in rows.items()}


def _function(row: tables.Row, config: Mapping[str, str], timeout_seconds: float) -> Function:
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
    """The timeouts by function, and `*` for all others."""
    every = yaml.safe_load_all(files[pod_size.EVERY_FUNCTION])
    found = {"*": float(next(every)["spec"]["template"]["spec"]["timeoutSeconds"])}
    for patch in yaml.safe_load(files[f"{DEFAULTS}/kustomization.yaml"])["patches"]:
        inline: dict[str, Any] = yaml.safe_load(patch.get("patch", "{}"))
        timeout = inline.get("spec", {}).get("template", {}).get("spec", {}).get("timeoutSeconds")
        if timeout is not None and "name" in patch["target"]:
            found[patch["target"]["name"]] = float(timeout)
    return found

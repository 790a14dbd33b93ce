"""Keeps the errors of forecasts by metric: `make tune-report` writes them, and previews widen their margins by them."""

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from statistics import fmean

from ops.scaling.simulator.preview.metrics import Metrics

PATH = Path("ops/scaling/forecast-error.json")
# What is computed of pods is as far off as pods are.
OF_PODS = ("core_hours", "gibibyte_hours", "cost_per_day", "cost_per_order")


def of(observed: Mapping[str, float], predicted: Mapping[str, float]) -> Metrics:
    """The relative error of each prediction; none for metrics that were not observed."""
    found = {name: abs(predicted[name] / value - 1) for name, value in observed.items() if value and name in predicted}
    return {name: round(each, 3) for name, each in found.items()}


def read(root: Path) -> Metrics:
    """The errors of earlier forecasts; empty before the first report."""
    path = root / PATH
    found: Metrics = json.loads(path.read_text()) if path.exists() else {}
    return found | dict.fromkeys(OF_PODS, found["pod_seconds"]) if "pod_seconds" in found else found


def write(errors: Metrics, root: Path) -> None:
    (root / PATH).write_text(json.dumps(errors, indent=2) + "\n")


def mean(outcomes: Sequence[Metrics]) -> Metrics:
    return {name: fmean(each[name] for each in outcomes) for name in outcomes[0]}

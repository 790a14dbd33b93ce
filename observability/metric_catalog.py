"""Reads metrics.yaml, the catalog of the shop's metrics."""

import functools
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

FILE = Path(__file__).parent / "metrics.yaml"


@dataclass(frozen=True, slots=True)
class Metric:
    """A metric; `bounds` are a histogram's bucket bounds, `by` is the program or source that provides it.

    `of` are the pushed metrics whose increments it counts by revision.
    """

    name: str
    kind: str
    labels: tuple[str, ...]
    bounds: tuple[float, ...]
    by: str
    help: str
    of: tuple[str, ...] = ()

    @property
    def is_pushed(self) -> bool:
        return self.by in {"functions", "gateway"}

    @property
    def length(self) -> int:
        """The number of its values in a push."""
        return len(self.bounds) + 2 if self.kind == "histogram" else 1


@functools.cache
def metric_catalog() -> dict[str, Metric]:
    """Every metric by name."""
    found = yaml.safe_load(FILE.read_text())
    return {entry["name"]: _read(entry, found["buckets"]) for entry in found["metrics"]}


def _read(entry: dict[str, Any], buckets: dict[str, list[float]]) -> Metric:
    bounds = tuple(buckets[entry["buckets"]]) if entry["type"] == "histogram" else ()
    return Metric(
        entry["name"],
        entry["type"],
        tuple(entry["labels"]),
        bounds,
        entry["by"],
        entry["help"],
        tuple(entry.get("of", ())),
    )

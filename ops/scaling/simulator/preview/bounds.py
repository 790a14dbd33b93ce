"""Checks the limits that a forecast must not exceed: `bounds:` in scaling.yaml, beside the table.

bounds: {cold_percent: 50, wait_p95_seconds: 2, cost_per_day: 3}

They apply to the whole shop, to any of its metrics."""

from collections.abc import Iterator, Mapping
from typing import Any

import yaml

from ops.scaling.simulator.preview.comparing import Difference


def read(text: str) -> dict[str, float]:
    """The bounds in the text of a table, if any; raises ValueError for one that is not a number."""
    said: Any = (yaml.safe_load(text) or {}).get("bounds") or {}
    try:
        return {str(name): float(bound) for name, bound in said.items()}
    except (AttributeError, TypeError, ValueError) as wrong:
        raise ValueError(f"bounds: a metric and a number each, such as {{cold_percent: 50}}; {wrong}") from wrong


def broken(bounds: Mapping[str, float], shop: Mapping[str, Difference]) -> Iterator[str]:
    """A line for each bound that the forecast exceeds; raises ValueError for an unknown metric."""
    for name, bound in bounds.items():
        if name not in shop:
            raise ValueError(f"bounds: there is no metric {name}; there are {', '.join(shop)}")
        if shop[name].head > bound:
            yield f"{name} would be {shop[name].head:.4g}, and must not be above {bound:g}"

"""Renders a preview as JSON for other programs."""

import json
from dataclasses import asdict
from typing import Any

from ops.scaling.simulator.preview.comparing import Difference
from ops.scaling.simulator.preview.preview import Preview


def text(preview: Preview, base: str, currency: str, broken: list[str]) -> str:
    """Each metric's mean with the base's settings and now, in the unit of its name, and the margin of chance."""
    compared = {
        name: {
            "metrics": {metric: _difference(difference) for metric, difference in each.metrics.items()},
            "pods": {"base": _rounded(each.base_pods), "now": _rounded(each.head_pods)},
        }
        for name, each in preview.compared.items()
    }
    head = {"base": base, "source": preview.source, "seconds": preview.seconds, "seeds": preview.seeds}
    changes = [asdict(each) for each in preview.changes]
    found = {**head, "currency": currency, "changes": changes, "broken_bounds": broken, "compared": compared}
    return json.dumps(found, indent=2) + "\n"


def _difference(difference: Difference) -> dict[str, Any]:
    numbers = {"base": difference.base, "now": difference.head, "margin": difference.margin}
    return {**{name: round(each, 6) for name, each in numbers.items()}, "verdict": difference.verdict.value}


def _rounded(pods: Any) -> list[float]:
    return [round(each, 3) for each in pods]

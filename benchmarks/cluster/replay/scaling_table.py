"""Applies another environment's autoscaling settings to Kind's functions while Argo CD is paused, which resets them."""

import json
from collections.abc import Mapping
from functools import partial
from typing import Final

from ops.cluster.shop import FUNCTIONS
from ops.scaling import table
from ops.scaling.columns import PATHS, Row, written
from ops.shell import ROOT, SHOP, get, kubectl, until

# What decides when a pod ends; the other columns are bounds of a cluster's size.
COLUMNS: Final = ("min", "window", "retention")
ROLLED_SECONDS = 180


def rows_of(environment: str) -> Mapping[str, Row]:
    """The rows of an environment; raises ValueError if a row is not valid."""
    rows, problems = table.read((ROOT / f"knative/overlays/{environment}/scaling.yaml").read_text())
    if problems:
        raise ValueError(problems[0])
    return rows


def differing(rows: Mapping[str, Row], wanted: Mapping[str, Row]) -> dict[str, dict[str, str]]:
    """The annotations to set, by function whose settings differ."""
    found = {}
    for name in sorted(rows.keys() & wanted.keys()):
        columns = [each for each in COLUMNS if getattr(rows[name], each) != getattr(wanted[name], each)]
        if columns:
            found[name] = {_annotation(each): written(each, getattr(wanted[name], each)) for each in columns}
    return found


def set_scaling(environment: str) -> list[str]:
    """Applies the settings and waits for them; returns the functions that never scale to zero."""
    wanted = rows_of(environment)
    changed = differing(rows_of("kind"), wanted)
    for name, annotations in changed.items():
        patch = {"spec": {"template": {"metadata": {"annotations": annotations}}}}
        kubectl("patch", FUNCTIONS, name, "-n", SHOP, "--type=merge", "-p", json.dumps(patch))
    for name in changed:
        until(partial(is_rolled, name), ROLLED_SECONDS, f"The new revision of {name} did not become ready.")
    return [name for name, row in wanted.items() if row.min]


def is_rolled(function: str) -> bool:
    """Whether the newest revision gets the requests."""
    found = get(FUNCTIONS, function, "-n", SHOP)
    status = found["status"]
    return bool(
        status["observedGeneration"] == found["metadata"]["generation"]
        and status["latestCreatedRevisionName"] == status["latestReadyRevisionName"]
        and all(condition["status"] == "True" for condition in status["conditions"])
    )


def _annotation(column: str) -> str:
    return PATHS[column][0].partition("[")[2].rstrip("]")

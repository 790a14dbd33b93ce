"""The dashboards are what their descriptions say, ask for figures that somebody offers, and reach Grafana."""

import json
import re
import shutil
from collections.abc import Iterator

import pytest

from observability.dashboards.drawing import CHANGES, WRITTEN, descriptions, drawn, queries
from tests.manifests.test_overlays import OVERLAYS, built
from tests.observability.expressions import known, names

# As Grafana fills them in for three hours on a screen; the operation is one that every order needs.
FILLED = {"$__rate_interval": "1m", "$operation": "place-order"}


def filled(query: str) -> str:
    return re.sub(r"\$\w+", lambda variable: FILLED[variable[0]], query)


def asked() -> Iterator[tuple[str, str]]:
    """Every query of every panel, with the name of its place."""
    for name, description in descriptions().items():
        for row in description["rows"]:
            for panel in row["panels"]:
                for legend, query in queries(panel).items():
                    yield f"{name}: {panel['title']} [{legend}]", filled(query)


@pytest.mark.parametrize("name", descriptions())
def test_a_dashboard_is_drawn_as_described(name: str) -> None:
    assert (WRITTEN / f"{name}.json").read_text() == drawn(name, descriptions()[name]), "run `make generate`"


def test_every_query_asks_for_figures_that_somebody_offers() -> None:
    unknown = {place: names(query) - known() for place, query in asked()}
    assert {place: missing for place, missing in unknown.items() if missing} == {}
    assert names(CHANGES) <= known()


def test_no_two_panels_are_laid_over_each_other() -> None:
    for name in descriptions():
        panels = json.loads((WRITTEN / f"{name}.json").read_text())["panels"]
        taken = [
            (x, y)
            for grid in (panel["gridPos"] for panel in panels)
            for x in range(grid["x"], grid["x"] + grid["w"])
            for y in range(grid["y"], grid["y"] + grid["h"])
        ]
        assert len(taken) == len(set(taken)), name


@pytest.mark.skipif(shutil.which("kubectl") is None, reason="kubectl is not installed")
@pytest.mark.parametrize("overlay", OVERLAYS)
def test_every_dashboard_is_provisioned(overlay: str) -> None:
    maps = [each for each in built(f"observability/overlays/{overlay}") if each["kind"] == "ConfigMap"]
    offered = [name for each in maps if each["metadata"]["labels"].get("grafana_dashboard") for name in each["data"]]
    assert sorted(offered) == sorted(path.name for path in WRITTEN.glob("*.json"))

"""The dashboards are what their descriptions say, ask for metrics that a source offers, and reach Grafana."""

import json
import shutil

import pytest

from codegen.dashboards.rendering import CHANGES, OUTPUT, descriptions
from tests.support.manifests.builds import OVERLAYS, built
from tests.support.observability.dashboards import dashboard_queries
from tests.support.observability.expressions import PARTS, from_upstream, known, metric_catalog, names, rules


def test_every_query_asks_for_metrics_that_a_source_offers() -> None:
    unknown = {environment: names(query) - known() for environment, query in dashboard_queries()}
    assert {environment: missing for environment, missing in unknown.items() if missing} == {}
    assert names(CHANGES) <= known()


def test_every_metric_that_is_offered_is_watched_or_shown() -> None:
    used = {name for rule in rules() for name in names(rule["expr"])} | names(CHANGES)
    used |= {name for _, query in dashboard_queries() for name in names(query)}
    offered = {metric["name"] for metric in metric_catalog()} | from_upstream()
    assert {name for name in offered if not {name + part for part in ("", *PARTS)} & used} == set()


def test_no_two_panels_are_laid_over_each_other() -> None:
    for name in descriptions():
        panels = json.loads((OUTPUT / f"{name}.json").read_text())["panels"]
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
    assert sorted(offered) == sorted(path.name for path in OUTPUT.glob("*.json"))


@pytest.mark.skipif(shutil.which("kubectl") is None, reason="kubectl is not installed")
def test_our_own_grafana_shows_every_dashboard() -> None:
    (grafana,) = [each for each in built("observability/overlays/production") if each["kind"] == "Deployment"]
    volumes = {volume["name"]: volume for volume in grafana["spec"]["template"]["spec"]["volumes"]}
    shown = [source["configMap"]["name"] for source in volumes["dashboards"]["projected"]["sources"]]
    assert sorted(shown) == sorted(f"dashboard-{name}" for name in descriptions())

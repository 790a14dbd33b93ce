"""Renders Grafana's JSON from the YAML descriptions in this folder: titles, units and queries of panels."""

from pathlib import Path
from string import ascii_uppercase
from typing import Any

import yaml
from grafana_foundation_sdk.builders import bargauge, prometheus, stat, table, timeseries
from grafana_foundation_sdk.builders.common import ReduceDataOptions
from grafana_foundation_sdk.builders.dashboard import AnnotationQuery, Dashboard, QueryVariable, Row
from grafana_foundation_sdk.cog.encoder import JSONEncoder
from grafana_foundation_sdk.models.dashboard import DataSourceRef
from grafana_foundation_sdk.models.prometheus import PromQueryFormat

from ops.shell import ROOT

FOLDER = Path(__file__).parent
OUTPUT = ROOT / "observability/base/dashboards"
SOURCE = DataSourceRef(type_val="prometheus", uid="prometheus")
KINDS: dict[str, Any] = {"lines": timeseries.Panel, "stat": stat.Panel, "bars": bargauge.Panel, "table": table.Panel}
# Grafana's grid has 24 columns: six stat panels, or three graphs.
WIDTHS = {"stat": 4}
HEIGHTS = {"stat": 4}
CHANGES = "sum by (name) (increase(argocd_app_sync_total[2m])) > 0"

Description = dict[str, Any]


def descriptions() -> dict[str, Description]:
    """The descriptions of all dashboards, by name."""
    return {path.stem: yaml.safe_load(path.read_text()) for path in sorted(FOLDER.glob("*.yaml"))}


def files() -> dict[Path, str]:
    """One file per dashboard."""
    return {OUTPUT / f"{name}.json": rendered(name, description) for name, description in descriptions().items()}


def rendered(name: str, description: Description) -> str:
    """The dashboard in Grafana's JSON."""
    dashboard = Dashboard(description["title"]).uid(f"cloudshop-{name}").description(description["about"])
    dashboard.tags(["cloudshop"]).time("now-3h", "now").timezone("browser").refresh("30s").readonly()
    # Marks deployments in every panel.
    dashboard.annotation(
        AnnotationQuery().name("Deployed").datasource(SOURCE).enable(True).expr(CHANGES).icon_color("blue")
    )
    if variable := description.get("variable"):
        query = QueryVariable(variable["name"]).label(variable["label"]).query(variable["of"])
        dashboard.with_variable(query.datasource(SOURCE))
    for row in description["rows"]:
        dashboard.with_row(Row(row["title"]))
        for panel in row["panels"]:
            dashboard.with_panel(_panel(panel))
    return JSONEncoder(sort_keys=True, indent=1).encode(dashboard.build()) + "\n"


def queries(panel: Description) -> dict[str, str]:
    """A panel's queries by legend; a single `query` has an empty legend."""
    return panel.get("queries") or {"": panel["query"]}


def _panel(description: Description) -> Any:
    kind = description.get("kind", "lines")
    panel = KINDS[kind]().title(description["title"]).datasource(SOURCE).unit(description.get("unit", "short"))
    panel.span(WIDTHS.get(kind, 8)).height(HEIGHTS.get(kind, 8))
    if kind in ("stat", "bars"):
        panel.reduce_options(ReduceDataOptions().calcs(["lastNotNull"]))
    for letter, (legend, expr) in zip(ascii_uppercase, queries(description).items(), strict=False):
        query = prometheus.Dataquery().expr(expr).ref_id(letter).legend_format(legend)
        panel.with_target(query.instant().format(PromQueryFormat.TABLE) if kind == "table" else query.range())
    return panel

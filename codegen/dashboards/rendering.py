"""Makes Grafana's JSON of the short descriptions beside it: what is asked, in which unit, under which title."""

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
WRITTEN = ROOT / "observability/base/dashboards"
SOURCE = DataSourceRef(type_val="prometheus", uid="prometheus")
KINDS: dict[str, Any] = {"lines": timeseries.Panel, "stat": stat.Panel, "bars": bargauge.Panel, "table": table.Panel}
# Grafana's grid is 24 wide: six figures, or three drawings.
WIDTHS = {"stat": 4}
HEIGHTS = {"stat": 4}
CHANGES = "sum by (name) (increase(argocd_app_sync_total[2m])) > 0"

Description = dict[str, Any]


def descriptions() -> dict[str, Description]:
    """What is to be drawn, by name."""
    return {path.stem: yaml.safe_load(path.read_text()) for path in sorted(FOLDER.glob("*.yaml"))}


def files() -> dict[Path, str]:
    """One file per dashboard."""
    return {WRITTEN / f"{name}.json": drawn(name, description) for name, description in descriptions().items()}


def drawn(name: str, description: Description) -> str:
    """The dashboard as Grafana reads it."""
    dashboard = Dashboard(description["title"]).uid(f"cloudshop-{name}").description(description["about"])
    dashboard.tags(["cloudshop"]).time("now-3h", "now").timezone("browser").refresh("30s").readonly()
    # What a commit did is seen by what changed beside its line.
    dashboard.annotation(
        AnnotationQuery().name("Deployed").datasource(SOURCE).enable(True).expr(CHANGES).icon_color("blue")
    )
    if variable := description.get("variable"):
        asked = QueryVariable(variable["name"]).label(variable["label"]).query(variable["of"])
        dashboard.with_variable(asked.datasource(SOURCE))
    for row in description["rows"]:
        dashboard.with_row(Row(row["title"]))
        for panel in row["panels"]:
            dashboard.with_panel(_panel(panel))
    return JSONEncoder(sort_keys=True, indent=1).encode(dashboard.build()) + "\n"


def queries(panel: Description) -> dict[str, str]:
    """What a panel asks, by the legend of its lines; a panel with one nameless line says only what it asks."""
    return panel.get("queries") or {"": panel["query"]}


def _panel(description: Description) -> Any:
    kind = description.get("kind", "lines")
    panel = KINDS[kind]().title(description["title"]).datasource(SOURCE).unit(description.get("unit", "short"))
    panel.span(WIDTHS.get(kind, 8)).height(HEIGHTS.get(kind, 8))
    if kind in ("stat", "bars"):
        panel.reduce_options(ReduceDataOptions().calcs(["lastNotNull"]))
    for letter, (legend, expr) in zip(ascii_uppercase, queries(description).items(), strict=False):
        asked = prometheus.Dataquery().expr(expr).ref_id(letter).legend_format(legend)
        panel.with_target(asked.instant().format(PromQueryFormat.TABLE) if kind == "table" else asked.range())
    return panel

"""Reads the rules, and finds the metrics that an expression selects."""

from functools import cache
from typing import Any

import promql_parser
import yaml

from codegen.operations import ROOT

OBSERVABILITY = ROOT / "observability"
# What Prometheus makes of one histogram.
PARTS = ("_bucket", "_sum", "_count")


@cache
def rule_files() -> dict[str, Any]:
    """The rules of each PrometheusRule, by the name of its file."""
    files = sorted((OBSERVABILITY / "base/rules").glob("*.yaml"))
    return {path.name: yaml.safe_load(path.read_text())["spec"] for path in files}


def rules() -> list[dict[str, Any]]:
    return [rule for file in rule_files().values() for group in file["groups"] for rule in group["rules"]]


def alerts() -> dict[str, dict[str, Any]]:
    return {rule["alert"]: rule for rule in rules() if "alert" in rule}


def recorded() -> set[str]:
    return {rule["record"] for rule in rules() if "record" in rule}


def metric_catalog() -> list[dict[str, Any]]:
    """The shop's own metrics."""
    listed: list[dict[str, Any]] = yaml.safe_load((OBSERVABILITY / "metrics.yaml").read_text())["metrics"]
    return listed


def from_upstream() -> set[str]:
    """The metrics of other programs."""
    upstream = yaml.safe_load((OBSERVABILITY / "upstream.yaml").read_text())
    return {name for listed in upstream.values() for name in listed}


def offered_by(*sources: str) -> set[str]:
    """The names in Prometheus of the metrics that these programs count; a histogram has several."""
    offered = [metric for metric in metric_catalog() if metric["by"] in sources]
    whole = {metric["name"] for metric in offered if metric["type"] != "histogram"}
    return whole | {metric["name"] + part for metric in offered if metric["type"] == "histogram" for part in PARTS}


@cache
def known() -> set[str]:
    """Every name that Prometheus can know: of the catalog, from upstream, and what rules record."""
    sources = {metric["by"] for metric in metric_catalog()}
    upstream = from_upstream()
    return offered_by(*sources) | recorded() | upstream | {name + part for name in upstream for part in PARTS}


def selectors(expression: str) -> list[promql_parser.VectorSelector]:
    """Everything that the expression selects, wherever it stands in it."""
    found: list[promql_parser.VectorSelector] = []

    def visit(expr: promql_parser.Expr) -> bool:
        if isinstance(expr, promql_parser.MatrixSelector):
            found.append(expr.vector_selector)
        elif isinstance(expr, promql_parser.VectorSelector):
            found.append(expr)
        return True

    promql_parser.walk(promql_parser.parse(expression), pre_visit=visit)
    return found


def names(expression: str) -> set[str]:
    return {selector.name or "" for selector in selectors(expression)}

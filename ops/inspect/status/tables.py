"""Renders the tables of `make status`."""

from collections.abc import Mapping
from typing import Any

from rich.table import Table
from rich.text import Text

from functions.runtime.currencies import decimal
from ops.inspect.status.health import Finding
from ops.inspect.status.reading import OperationStatus, Samples
from rollouts.function import MESSAGE, PHASE

Json = dict[str, Any]


def _table(title: str, *columns: str) -> Table:
    table = Table(title=title, title_justify="left", title_style="bold", box=None, padding=(0, 2, 0, 0), pad_edge=False)
    for number, column in enumerate(columns):
        table.add_column(column, justify="right" if number else "left", header_style="dim")
    return table


def operations_table(found: Mapping[str, OperationStatus], pods: Mapping[str, int] | None, seconds: float) -> Table:
    minutes = max(seconds / 60, 1 / 60)
    title = f"Operations, last {minutes:.0f} min" if minutes >= 1 else f"Operations, last {seconds:.0f} s"
    table = _table(title, "operation", "pods", "requests", "per minute", "errors", "p95", "cold starts", "mean start")
    for name in [*found, *sorted(set(pods or {}) - found.keys())]:
        each = found.get(name, OperationStatus())
        p95 = each.quantile_seconds(0.95)
        table.add_row(
            name,
            "" if pods is None else str(pods.get(name, 0)),
            str(each.requests),
            f"{each.requests / minutes:.1f}",
            Text(str(each.errors), style="bold red" if each.errors else "dim"),
            "" if p95 is None else _seconds(p95),
            str(each.cold_starts) if each.cold_starts else "",
            _seconds(each.start_seconds / each.cold_starts) if each.cold_starts else "",
        )
    return table


def health_table(findings: list[Finding]) -> Table:
    table = _table("Health", "check", "result")
    table.columns[1].justify = "left"
    for subject, text, is_ok in findings:
        table.add_row(subject, Text(text, style="green" if is_ok else "bold red"))
    return table


def orders_table(samples: Samples) -> Table:
    table = _table("Orders", "state", "orders")
    for state, number in samples.by_label("cloudshop_orders").items():
        if number:
            table.add_row(state, f"{number:.0f}")
    for currency, minor in samples.by_label("cloudshop_revenue_minor_units_total").items():
        table.add_row(f"captured, {currency}", decimal(int(minor), currency))
    return table


def rollouts_table(services: list[Json]) -> Table:
    table = _table("Rollouts", "operation", "phase", "reason")
    for service in services:
        annotations = service["metadata"]["annotations"]
        phase = annotations.get(PHASE, "waits")
        style = "bold red" if phase == "taken-back" else "yellow"
        table.add_row(service["metadata"]["name"], Text(phase, style=style), Text(annotations.get(MESSAGE, "")))
    for column in table.columns[1:]:
        column.justify = "left"
    return table


def deployments_table(applications: list[Json]) -> Table:
    table = _table("Argo CD", "application", "sync", "health", "revision")
    for each in applications:
        status = each.get("status", {})
        sync, health = status.get("sync", {}), status.get("health", {}).get("status", "Unknown")
        is_synced = sync.get("status") == "Synced"
        table.add_row(
            each["metadata"]["name"],
            Text(sync.get("status", "Unknown"), style="green" if is_synced else "yellow"),
            Text(health, style="green" if health == "Healthy" else "bold red"),
            str(sync.get("revision", ""))[:8],
        )
    return table


def _seconds(seconds: float) -> str:
    return f"{seconds * 1000:.0f} ms" if seconds < 1 else f"{seconds:.1f} s"

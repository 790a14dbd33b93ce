"""The catalog of metrics and what the code counts are one list, by Prometheus' conventions."""

import ast
import re

import pytest

from codegen.operations import ROOT
from functions.runtime.telemetry.metrics import ANSWER_SECONDS, ORDER_SECONDS
from observability.exporter.sources import backup, postgresql, shop, urgent
from observability.exporter.sources.invariants import RULES
from observability.exporter.sources.rules import INVARIANTS
from observability.metric_catalog import Metric, metric_catalog

METRICS = metric_catalog()


def named_in(*folders: str) -> set[str]:
    """Every text in the code that is a metric's name."""
    return {
        node.value
        for folder in folders
        for path in ROOT.glob(f"{folder}/**/*.py")
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
        if re.fullmatch(r"cloudshop_[a-z_]+", node.value)
    }


def by(*parties: str) -> set[str]:
    return {name for name, metric in METRICS.items() if metric.by in parties}


class TestTheCatalog:
    def test_has_what_functions_and_gateway_count_and_nothing_else(self) -> None:
        assert named_in("functions", "gateway") == by("functions", "gateway", "gateway-pod")

    def test_has_what_the_exporter_reads_and_nothing_else(self) -> None:
        assert named_in("observability/exporter") | {n for n, metric in METRICS.items() if metric.of} == by(
            "urgent", "shop", "invariants", "postgresql", "pgbouncer", "backup", "certificates", "exporter"
        )
        assert set(urgent.QUERIES) == by("urgent")
        assert set(shop.QUERIES) == by("shop")
        assert {name for name, _ in RULES} == by("invariants")
        assert set(postgresql.QUERIES) == by("postgresql")
        assert set(backup.QUERIES) == by("backup")

    def test_has_what_rollouts_say_and_read(self) -> None:
        assert by("rollouts") <= named_in("rollouts") <= METRICS.keys()

    def test_has_the_bounds_that_the_code_counts_by(self) -> None:
        for name, metric in METRICS.items():
            if metric.kind == "histogram":
                assert metric.bounds == (ORDER_SECONDS if name == "cloudshop_order_age_seconds" else ANSWER_SECONDS)

    def test_names_every_invariant(self) -> None:
        assert set(INVARIANTS) == set(re.findall(r"([a-z-]+) - ", METRICS["cloudshop_invariant_violations"].help))


@pytest.mark.parametrize("metric", METRICS.values(), ids=lambda metric: metric.name)
class TestEveryMetric:
    def test_is_named_as_prometheus_names(self, metric: Metric) -> None:
        assert re.fullmatch(r"cloudshop_[a-z]+(_[a-z]+)*", metric.name)
        assert metric.name.endswith("_total") == (metric.kind == "counter")
        assert not metric.name.endswith(("_count", "_sum", "_bucket", "_milliseconds", "_minutes"))

    def test_says_what_it_means_in_a_sentence(self, metric: Metric) -> None:
        assert re.fullmatch(r"[A-Z].*\.", metric.help.strip())

    def test_has_labels_of_few_values(self, metric: Metric) -> None:
        bounded = {
            "operation", "status", "method", "policy", "state", "reason", "currency", "holder", "kind", "consumer",
            "invariant", "step", "outcome", "source", "role", "certificate", "before", "revision", "phase",
            "failure",
        }  # fmt: skip
        assert set(metric.labels) <= bounded

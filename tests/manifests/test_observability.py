"""What watches the shop: as the Prometheus Operator 0.85 takes it, bounded, and with a right wherever it looks."""

import shutil
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from tests.support.manifests.builds import OVERLAYS, built
from tests.support.manifests.schema import schema

pytestmark = [
    pytest.mark.skipif(shutil.which("kubectl") is None, reason="kubectl is not installed"),
    pytest.mark.parametrize("overlay", OVERLAYS),
]


def watching(overlay: str, *kinds: str) -> list[Any]:
    return [each for each in built(f"observability/overlays/{overlay}") if each["kind"] in kinds]


def test_everything_of_the_operator_keeps_to_its_schema(overlay: str) -> None:
    found = [
        each for each in built(f"observability/overlays/{overlay}") if each["apiVersion"] == "monitoring.coreos.com/v1"
    ]
    assert {each["kind"] for each in found} >= {"PodMonitor", "Prometheus", "ServiceMonitor"}
    for each in found:
        Draft202012Validator(schema(each["kind"])).validate(each)


def test_prometheus_is_bounded_by_time_size_and_memory(overlay: str) -> None:
    (prometheus,) = watching(overlay, "Prometheus")
    spec = prometheus["spec"]
    assert spec["retention"]
    assert spec["retentionSize"]
    assert {"cpu", "memory"} <= spec["resources"]["requests"].keys()
    assert "memory" in spec["resources"]["limits"]
    assert spec["securityContext"]["runAsNonRoot"] is True
    # The operator's own default is a version of which the cluster has no image.
    assert spec["version"] == "v3.5.3"


def test_no_pod_changes_a_line_that_the_log_store_has(overlay: str) -> None:
    (store,) = (each for each in watching(overlay, "StatefulSet") if each["metadata"]["name"] == "log-store")
    (container,) = store["spec"]["template"]["spec"]["containers"]
    # VictoriaLogs deletes lines on request only with `-delete.enable` or `-internaldelete.enable`, and changes none.
    assert [each for each in container["args"] if "delete" in each] == []
    assert [each["name"] for each in container["env"] if "delete" in each["name"]] == []
    (policy,) = (each for each in watching(overlay, "NetworkPolicy") if each["metadata"]["name"] == "log-store")
    (way,) = policy["spec"]["ingress"]
    callers = [each["podSelector"]["matchLabels"]["app.kubernetes.io/name"] for each in way["from"]]
    assert callers == ["log-collector", "metrics-exporter", "prometheus"]


def test_prometheus_may_look_wherever_a_monitor_points(overlay: str) -> None:
    looked_at = {
        namespace
        for monitor in watching(overlay, "PodMonitor", "ServiceMonitor")
        for namespace in monitor["spec"].get("namespaceSelector", {}).get("matchNames", ["monitoring"])
    }
    allowed = {binding["metadata"]["namespace"] for binding in watching(overlay, "RoleBinding")}
    assert looked_at == allowed

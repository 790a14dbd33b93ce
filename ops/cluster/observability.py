"""Enables Knative's metrics and installs the Prometheus Operator."""

import json
import re

from ops.cluster import upstream
from ops.cluster.readiness import await_rollout
from ops.shell import ROOT, apply, kubectl, kustomized

NAMESPACE = "monitoring"
KNATIVE = ("knative-serving", "knative-eventing")


def enable_knative_metrics() -> None:
    """Applies Knative's metrics settings, which its programs read only when they start."""
    namespaces = [{"apiVersion": "v1", "kind": "Namespace", "metadata": {"name": name}} for name in KNATIVE]
    apply(json.dumps({"apiVersion": "v1", "kind": "List", "items": namespaces}))
    apply((ROOT / "knative/platform/settings/observability.yaml").read_text())


def install() -> str | None:
    """Installs the operator and waits for its CRDs, so that monitors and rules can be applied."""
    apply(kustomized("knative/platform/monitoring"))
    # Upstream's bundle is written for the namespace `default`.
    bundle = upstream.manifest("prometheus-operator")
    apply(re.sub("namespace: default$", f"namespace: {NAMESPACE}", bundle, flags=re.MULTILINE), "cloudshop-upstream")
    kubectl("wait", "--for=condition=Established", "--timeout=120s", "crd", "--all")
    await_rollout("deployment/prometheus-operator", NAMESPACE, 240)
    return None

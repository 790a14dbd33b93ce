"""What watches the shop: figures that Knative offers, and the Prometheus Operator, which makes a Prometheus of Git."""

import json
import re

from ops.cluster import upstream
from ops.shell import ROOT, apply, kubectl, kustomized

NAMESPACE = "monitoring"
KNATIVE = ("knative-serving", "knative-eventing")


def make_knative_offer_figures() -> None:
    """Before its programs start: they read this once, when they do. Later it is a setting like the others."""
    namespaces = [{"apiVersion": "v1", "kind": "Namespace", "metadata": {"name": name}} for name in KNATIVE]
    apply(json.dumps({"apiVersion": "v1", "kind": "List", "items": namespaces}))
    apply((ROOT / "knative/platform/settings/observability.yaml").read_text())


def install() -> str | None:
    """The operator. Its kinds are there when this returns, so that monitors and rules can be applied."""
    apply(kustomized("knative/platform/monitoring"))
    # Upstream's bundle is made for the namespace `default`.
    bundle = upstream.manifest("prometheus-operator")
    apply(re.sub("namespace: default$", f"namespace: {NAMESPACE}", bundle, flags=re.MULTILINE), "cloudshop-upstream")
    kubectl("wait", "--for=condition=Established", "--timeout=120s", "crd", "--all")
    kubectl("rollout", "status", "deployment/prometheus-operator", "-n", NAMESPACE, "--timeout=240s")
    return None

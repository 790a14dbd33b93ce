"""Writes the NetworkPolicy that says which functions may call others, as routes, Triggers and `WAKES` have it.

All calls pass Traefik and the activator, which hide the caller from a policy of the callee. So it is the caller whose
connections are restricted, and signatures tell the callee who calls (docs/decisions/0120-policies-per-caller.md).
"""

import textwrap
from pathlib import Path

import yaml

from codegen.kustomize import WRITTEN
from local.host.operations import operations
from ops.shell import ROOT

BASE, FILE = ROOT / "knative/base", ROOT / "knative/platform/namespace/network-policies-calls.yaml"
POLICY = """\
# The gateway calls operations with a route. Functions that write call the relay or the sweep, and some others, through
# Traefik's private entry point; those that only read call none.
{written}apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata:
  name: functions-call-functions
spec:
  podSelector:
    matchExpressions:
      - key: serving.knative.dev/service
        operator: In
        values:
{names}
  policyTypes: [Egress]
  egress:
    - to:
        - namespaceSelector: {{matchLabels: {{kubernetes.io/metadata.name: traefik}}}}
          podSelector: {{matchLabels: {{app.kubernetes.io/name: traefik}}}}
      ports: [{{port: 8081}}]
"""


def callers() -> list[str]:
    """The functions that call others: the gateway, what announces events and so writes, and what wakes others."""
    writing = {name for name, each in operations().items() if each.labels["cloudshop.dev/database"] == "read-write"}
    return sorted({"gateway", *writing, *_waking()})


def _waking() -> set[str]:
    manifests = [yaml.safe_load(path.read_text()) for path in sorted(BASE.glob("services/*/*.yaml"))]
    containers = {each["metadata"]["name"]: each["spec"]["template"]["spec"]["containers"][0] for each in manifests}
    return {
        name for name, each in containers.items() if any(setting["name"] == "WAKES" for setting in each.get("env", []))
    }


def files() -> dict[Path, str]:
    listed = textwrap.fill(", ".join(callers()), 108, break_on_hyphens=False, break_long_words=False)
    names = textwrap.indent(f"[{listed}]", " " * 10)
    return {FILE: POLICY.format(written=WRITTEN, names=names)}

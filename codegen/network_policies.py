"""Writes the NetworkPolicy that says which functions may call others, as routes, Triggers and `WAKES` have it.

All calls pass Traefik and the activator, which hide the caller from a policy of the callee. So it is the caller whose
connections are restricted, and signatures tell the callee who calls (docs/decisions/0120-policies-per-caller.md).
"""

import textwrap
from pathlib import Path

from codegen.kustomize import WRITTEN
from local.host.operations import operations
from ops.shell import ROOT

FILE = ROOT / "knative/platform/namespace/network-policies-calls.yaml"
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
    known = operations().items()
    writing = {name for name, each in known if each.labels["cloudshop.dev/database"] == "read-write"}
    return sorted({"gateway", *writing, *(name for name, each in known if "WAKES" in each.environment)})


def files() -> dict[Path, str]:
    listed = textwrap.fill(", ".join(callers()), 108, break_on_hyphens=False, break_long_words=False)
    names = textwrap.indent(f"[{listed}]", " " * 10)
    return {FILE: POLICY.format(written=WRITTEN, names=names)}

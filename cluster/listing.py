"""Writes the lists that Kustomize wants to have: every function, its account, every arrow. `python -m cluster list`.

Operations are declared by their manifests alone; a test fails while these files do not say the same.
"""

from pathlib import Path

from cluster.tools import ROOT
from tuning.wiring import replacements

BASE, EVENTING = ROOT / "knative/base", ROOT / "eventing"
HEAD = "apiVersion: kustomize.config.k8s.io/v1beta1\nkind: Kustomization\n"
WRITTEN = "# `python -m cluster list` writes this file.\n"
PART_OF = "labels:\n  - pairs: {app.kubernetes.io/part-of: cloudshop}\n"
# Kustomize knows no pods in Knative's kinds.
PART_OF_PODS = """\
    fields:
      - {group: serving.knative.dev, kind: Service, create: true, path: spec/template/metadata/labels}
"""
TRAITS = """\
components:
  - ../components/function-defaults
  - ../components/database-client
  - ../components/secrets
  - ../components/telemetry
configurations: [knative-references.yaml]
openapi: {path: knative-schema.json}
"""


def functions() -> list[str]:
    """The names of all functions: the operations and the gateway."""
    return sorted(["gateway", *(path.stem for path in BASE.glob("services/*/*.yaml"))])


def base() -> str:
    return (
        f"# Every function of the shop.\n{WRITTEN}{HEAD}resources:\n  - service-accounts.yaml\n  - gateway.yaml\n"
        f"{_listed(BASE, 'services/*/*.yaml')}{TRAITS}{PART_OF}{PART_OF_PODS}"
    )


def accounts() -> str:
    account = "apiVersion: v1\nkind: ServiceAccount\nmetadata: {{name: {}}}\nautomountServiceAccountToken: false\n"
    why = "# One account per function, without a token: none of them talks to Kubernetes.\n"
    return why + WRITTEN + "---\n".join(map(account.format, functions()))


def arrows() -> str:
    listed = _listed(EVENTING, "sources/*.yaml") + _listed(EVENTING, "triggers/*.yaml")
    why = "# The Broker, every arrow between operations, and the pings.\n"
    return f"{why}{WRITTEN}{HEAD}resources:\n  - broker.yaml\n{listed}{PART_OF}"


FILES = {
    BASE / "kustomization.yaml": base,
    BASE / "service-accounts.yaml": accounts,
    ROOT / "knative/components/scaling/replacements.yaml": lambda: replacements(functions()),
    EVENTING / "kustomization.yaml": arrows,
}


def write() -> None:
    for path, text in FILES.items():
        path.write_text(text())


def _listed(folder: Path, pattern: str) -> str:
    return "".join(f"  - {path.relative_to(folder)}\n" for path in sorted(folder.glob(pattern)))

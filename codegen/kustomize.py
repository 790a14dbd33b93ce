"""Writes the lists for Kustomize: functions, service accounts, Triggers, and the cells of `scaling.yaml`.

Only manifests declare operations; a test fails if these files differ from them.
"""

from collections.abc import Iterable
from pathlib import Path

from ops.scaling.columns import PATHS
from ops.scaling.manifests import function_names, names_of_test_functions
from ops.shell import ROOT

BASE, EVENTING, SCALING = ROOT / "knative/base", ROOT / "eventing", ROOT / "knative/components/scaling"
HEAD = "apiVersion: kustomize.config.k8s.io/v1beta1\nkind: Kustomization\n"
WRITTEN = "# `make generate` writes this file.\n"
PART_OF = "labels:\n  - pairs: {app.kubernetes.io/part-of: cloudshop}\n"
# Kustomize does not know the pod templates of Knative's kinds.
PART_OF_PODS = """\
    fields:
      - {group: serving.knative.dev, kind: Service, create: true, path: spec/template/metadata/labels}
"""
DELIVERIES = """\
patches:
  - {target: {kind: Trigger}, path: delivery.yaml}
  - {target: {kind: CronJob}, path: scheduled-call.yaml}
"""
SOURCE = "- source: {{kind: Scaling, fieldPath: operations.{name}.{column}}}\n"
TARGET = "  targets: [{{select: {{group: serving.knative.dev, name: {name}}}, fieldPaths: [{paths}]}}]\n"
TRAITS = """\
components:
  - ../components/function-defaults
  - ../components/database-client
  - ../components/secrets
  - ../components/telemetry
  - ../components/legal-texts
  - ../components/seller
  - ../components/pictures
  - ../components/retention
configurations: [knative-references.yaml]
openapi: {path: knative-schema.json}
"""


def base() -> str:
    return (
        f"# Every function of the shop.\n{WRITTEN}{HEAD}resources:\n  - service-accounts.yaml\n  - gateway.yaml\n"
        f"{_listed(BASE, 'services/*/*.yaml')}{TRAITS}{PART_OF}{PART_OF_PODS}"
    )


def accounts() -> str:
    account = "apiVersion: v1\nkind: ServiceAccount\nmetadata: {{name: {}{}}}\nautomountServiceAccountToken: false\n"
    labels = dict.fromkeys(names_of_test_functions(), ', labels: {cloudshop.dev/test-only: "true"}')
    comment = "# One account per function, without a token, because functions do not use the Kubernetes API.\n"
    return comment + WRITTEN + "---\n".join(account.format(name, labels.get(name, "")) for name in function_names())


def scaling_replacements(names: Iterable[str]) -> str:
    """Kustomize replacements that copy each cell of an overlay's `scaling.yaml` into its function's manifest."""
    text = f"# Copies each cell of an overlay's scaling.yaml into its function's manifest.\n{WRITTEN}"
    for name in names:
        for column, paths in PATHS.items():
            # The gateway is asynchronous and has no threads.
            own = ", ".join(f"'{path}'" for path in (paths[:1] if name == "gateway" else paths))
            text += SOURCE.format(name=name, column=column) + TARGET.format(name=name, paths=own)
    return text


def triggers() -> str:
    listed = _listed(EVENTING, "schedules/*.yaml") + _listed(EVENTING, "triggers/*.yaml")
    comment = "# The Broker, every Trigger, and the operations that are called on schedule.\n"
    return (
        f"{comment}{WRITTEN}{HEAD}resources:\n  - broker.yaml\n  - scheduled-calls.yaml\n{listed}{DELIVERIES}{PART_OF}"
    )


def files() -> dict[Path, str]:
    return {
        BASE / "kustomization.yaml": base(),
        BASE / "service-accounts.yaml": accounts(),
        SCALING / "replacements.yaml": scaling_replacements(sorted({*function_names()} - {*names_of_test_functions()})),
        SCALING / "test-only/replacements.yaml": scaling_replacements(names_of_test_functions()),
        EVENTING / "kustomization.yaml": triggers(),
    }


def _listed(folder: Path, pattern: str) -> str:
    return "".join(f"  - {path.relative_to(folder)}\n" for path in sorted(folder.glob(pattern)))

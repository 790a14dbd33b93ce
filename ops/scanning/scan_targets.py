"""Collects what is scanned: the files in Git, and the manifests as applied to a cluster."""

from pathlib import Path
from typing import Any

import yaml

from ops.built import built_objects
from ops.shell import ROOT, run

KNATIVE = "serving.knative.dev/"


def write_files(folder: Path) -> None:
    """Writes the files in Git's index; untracked files are not scanned."""
    run("git", "checkout-index", "--all", f"--prefix={folder}/")


def write_manifests(folder: Path) -> None:
    """Writes every layer of every environment into a file of its own."""
    for layer in sorted(ROOT.glob("argocd/*/[0-9][0-9]-*/kustomization.yaml")):
        path = layer.parent.relative_to(ROOT)
        objects = map(as_pods, built_objects(str(path)))
        (folder / f"{path.parent.name}-{path.name}.yaml").write_text(yaml.dump_all(objects, Dumper=yaml.CSafeDumper))


def as_pods(manifest: dict[str, Any]) -> dict[str, Any]:
    """Turns a Knative Service into its Deployment, because scanners do not support Knative's kinds."""
    if not manifest["apiVersion"].startswith(KNATIVE) or manifest["kind"] != "Service":
        return manifest
    name = manifest["metadata"]["name"]
    template = manifest["spec"]["template"]
    labels = {**template["metadata"].get("labels", {}), "serving.knative.dev/service": name}
    return {
        "apiVersion": "apps/v1",
        "kind": "Deployment",
        "metadata": {key: manifest["metadata"][key] for key in ("name", "namespace", "labels")},
        "spec": {
            "selector": {"matchLabels": {"serving.knative.dev/service": name}},
            "template": {"metadata": {"labels": labels}, "spec": _pod_spec(template["spec"])},
        },
    }


def _pod_spec(spec: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in spec.items() if key not in ("containerConcurrency", "timeoutSeconds")}

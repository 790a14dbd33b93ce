"""What is scanned: the files that Git has, and the manifests as the cluster gets them."""

from pathlib import Path
from typing import Any

import yaml

from ops.shell import ROOT, kustomized, run

KNATIVE = "serving.knative.dev/"


def write_files(folder: Path) -> None:
    """What the next commit would hold; not what lies about beside it."""
    run("git", "checkout-index", "--all", f"--prefix={folder}/")


def write_manifests(folder: Path) -> None:
    """Every layer of every environment, one file each."""
    for layer in sorted(ROOT.glob("argocd/*/[0-9][0-9]-*/kustomization.yaml")):
        path = layer.parent.relative_to(ROOT)
        things = [as_pods(each) for each in yaml.safe_load_all(kustomized(str(path))) if each]
        (folder / f"{path.parent.name}-{path.name}.yaml").write_text(yaml.safe_dump_all(things))


def as_pods(thing: dict[str, Any]) -> dict[str, Any]:
    """A function as the Deployment that Knative makes of it: scanners do not know Knative's kinds."""
    if not thing["apiVersion"].startswith(KNATIVE) or thing["kind"] != "Service":
        return thing
    name = thing["metadata"]["name"]
    template = thing["spec"]["template"]
    labels = {**template["metadata"].get("labels", {}), "serving.knative.dev/service": name}
    return {
        "apiVersion": "apps/v1",
        "kind": "Deployment",
        "metadata": {key: thing["metadata"][key] for key in ("name", "namespace", "labels")},
        "spec": {
            "selector": {"matchLabels": {"serving.knative.dev/service": name}},
            "template": {"metadata": {"labels": labels}, "spec": _without_knatives_own(template["spec"])},
        },
    }


def _without_knatives_own(spec: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in spec.items() if key not in ("containerConcurrency", "timeoutSeconds")}

"""What Kustomize builds of the manifests."""

import subprocess
from functools import cache
from typing import Any

import yaml

from codegen.operations import ROOT

OVERLAYS = ("kind", "production")


@cache
def built(folder: str) -> list[Any]:
    """The objects of a folder, as Kustomize builds them."""
    made = subprocess.run(
        ["kubectl", "kustomize", folder], cwd=ROOT, capture_output=True, text=True, timeout=60, check=False
    )
    assert made.returncode == 0, made.stderr
    return [document for document in yaml.safe_load_all(made.stdout) if document]


def functions(overlay: str) -> dict[str, Any]:
    return {
        each["metadata"]["name"]: each
        for each in built(f"knative/overlays/{overlay}")
        if each["apiVersion"].startswith("serving.knative.dev")
    }


def pod_spec(workload: Any) -> Any:
    if workload["kind"] == "PodTemplate":
        return workload["template"]["spec"]
    spec = workload["spec"]
    if workload["kind"] == "CronJob":
        spec = spec["jobTemplate"]["spec"]
    return spec["template"]["spec"]

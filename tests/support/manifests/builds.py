"""Builds manifests with Kustomize."""

import os
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import yaml

from codegen.operations import ROOT
from ops.built import built_objects

OVERLAYS = ("kind", "production")


@cache
def built(folder: str) -> list[Any]:
    """The objects of a folder, as Kustomize builds them."""
    return built_objects(folder)


@cache
def layer(path: str, component: str) -> list[Any]:
    """A folder's objects with those and the changes of a component that an operator may add to it."""
    with TemporaryDirectory() as folder:
        inside = {"resources": [path], "components": [component]}
        content = {kind: [os.path.relpath(ROOT / each, folder) for each in paths] for kind, paths in inside.items()}
        kustomization = {"apiVersion": "kustomize.config.k8s.io/v1beta1", "kind": "Kustomization", **content}
        (Path(folder) / "kustomization.yaml").write_text(yaml.safe_dump(kustomization))
        return built(folder)


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

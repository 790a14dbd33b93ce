"""Deploys the baselines of cold starts: a static binary, and an empty function.

Both have the same settings as an operation on this cluster, except database access.
"""

import json
from typing import Any

import yaml

from ops.cluster.images import IMAGES, load, tagged
from ops.cluster.shop import FUNCTIONS
from ops.shell import SHOP, apply, kubectl, kustomized, until
from ops.shell import get as cluster_get

STATIC, EMPTY = "floor-static", "floor-empty"
# An operation without special settings, whose manifest the baselines share.
MODEL = "list-categories"


def deploy() -> None:
    """Builds, loads and deploys both; safe to repeat."""
    IMAGES["cloudshop-static"] = ["benchmarks/static"]
    IMAGES["cloudshop-empty"] = [
        *(
            "-f",
            "benchmarks/empty/Dockerfile",
            "--build-arg",
            f"FUNCTIONS={tagged('cloudshop-functions')}",
            "benchmarks",
        )
    ]
    load()
    source = [{"name": "FUNCTION_SOURCE", "value": "empty_function.py"}, {"name": "FUNCTION_TARGET", "value": "empty"}]
    static, empty = baseline_manifest(tagged("cloudshop-static")), baseline_manifest(tagged("cloudshop-empty"))
    static["metadata"]["name"], empty["metadata"]["name"] = STATIC, EMPTY
    empty["spec"]["template"]["spec"]["containers"][0]["env"] = [*source, {"name": "THREADS", "value": "8"}]
    apply(json.dumps(static))
    apply(json.dumps(empty))
    until(lambda: all(map(_is_ready, (STATIC, EMPTY))), 180, "The baselines did not become ready.")


def remove() -> None:
    kubectl("delete", FUNCTIONS, STATIC, EMPTY, "-n", SHOP, "--ignore-not-found")


def baseline_manifest(image: str) -> Any:
    """The overlay's manifest of an operation, with another image and no environment."""
    built = yaml.safe_load_all(kustomized("knative/overlays/kind"))
    baseline = next(each for each in built if each["metadata"]["name"] == MODEL and "knative" in each["apiVersion"])
    baseline["spec"]["template"]["spec"]["containers"][0] |= {"image": image, "env": []}
    return baseline


def _is_ready(name: str) -> bool:
    conditions = cluster_get(FUNCTIONS, name, "-n", SHOP).get("status", {}).get("conditions", [])
    return any(each["type"] == "Ready" and each["status"] == "True" for each in conditions)

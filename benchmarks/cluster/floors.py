"""The least that could start in a function's place: a static binary, and a function that does nothing.

Both get everything that an operation gets on this cluster, apart from a database.
"""

import json
from typing import Any

import yaml

from cluster.images import IMAGES, load, tagged, with_tags
from cluster.shop import FUNCTIONS
from cluster.tools import SHOP, apply, kubectl, kustomized, until
from cluster.tools import get as cluster_get

STATIC, EMPTY = "floor-static", "floor-empty"
# An operation that needs nothing special: what is not about its code is the floors' as well.
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
    model = next(
        document
        for document in yaml.safe_load_all(with_tags(kustomized("knative/overlays/kind")))
        if document["metadata"]["name"] == MODEL and "knative" in document["apiVersion"]
    )
    source = [{"name": "FUNCTION_SOURCE", "value": "empty_function.py"}, {"name": "FUNCTION_TARGET", "value": "empty"}]
    apply(json.dumps(_floor(model, STATIC, tagged("cloudshop-static"), [])))
    apply(json.dumps(_floor(model, EMPTY, tagged("cloudshop-empty"), [*source, {"name": "THREADS", "value": "8"}])))
    until(lambda: all(map(_is_ready, (STATIC, EMPTY))), 180, "The floors did not become ready.")


def remove() -> None:
    kubectl("delete", FUNCTIONS, STATIC, EMPTY, "-n", SHOP, "--ignore-not-found")


def _floor(model: Any, name: str, image: str, env: list[dict[str, str]]) -> Any:
    floor = json.loads(json.dumps(model))
    floor["metadata"]["name"] = name
    container = floor["spec"]["template"]["spec"]["containers"][0]
    container |= {"image": image, "env": env}
    return floor


def _is_ready(name: str) -> bool:
    conditions = cluster_get(FUNCTIONS, name, "-n", SHOP).get("status", {}).get("conditions", [])
    return any(each["type"] == "Ready" and each["status"] == "True" for each in conditions)

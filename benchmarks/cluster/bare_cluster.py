"""`python -m benchmarks.cluster.bare_cluster tuned` measures cold starts on a cluster with only Knative and Traefik.

`as they come` instead of `tuned` uses Kind's default nodes. Creates the cluster CLUSTER_NAME, measures, deletes it, and
prints the seconds of each cell as JSON.
"""

import json
import random
import sys
import tempfile
from pathlib import Path
from typing import Any

import yaml

from benchmarks.cluster.baselines import baseline_manifest
from benchmarks.cluster.internal_caller import InternalCaller
from benchmarks.cluster.nodes.kubelet_checks import spread
from benchmarks.cluster.nodes.scaled_to_zero import wait_until_scaled_to_zero
from ops.cluster import images, platform
from ops.cluster.shop import FUNCTIONS
from ops.shell import NAME, ROOT, SHOP, apply, get, kubectl, kustomized, run, until
from tests.support.cluster.shop import Cluster

# All these starts finish before the first pod terminates with any settings, because terminating pods disturb starts.
STARTS, STARTS_AT_ONCE = 8, 4
MANIFESTS = ("plain", "ours")
# The settings without which no request reaches a function: the ingress class, and a domain that is not private.
NEEDED = {"config-network": "ingress-class", "config-domain": "cloudshop.localhost"}


def main(nodes: str) -> None:
    images.IMAGES.clear()
    images.IMAGES["cloudshop-static"] = ["benchmarks/static"]
    _print_step(f"nodes {nodes}: making a cluster")
    _make_cluster(nodes)
    try:
        cluster = Cluster()
        caller = InternalCaller(cluster)
        apply(json.dumps(_settings(needed_only=True)))
        _deploy()
        _print_step("Knative as it comes")
        cells = {f"Knative as it comes, {each}": seconds for each, seconds in _measured(cluster, caller).items()}
        apply(json.dumps(_settings(needed_only=False)))
        _print_step("Knative tuned")
        # An unrecorded round, so that all pods have started with the new settings.
        _measured(cluster, caller)
        cells |= {f"Knative tuned, {each}": seconds for each, seconds in _measured(cluster, caller).items()}
        caller.close()
    finally:
        run("kind", "delete", "cluster", "--name", NAME)
    print(json.dumps(cells))


def _print_step(what: str) -> None:
    print(f"  {what} ...", file=sys.stderr, flush=True)


def _make_cluster(nodes: str) -> None:
    config: dict[str, Any] = yaml.safe_load((ROOT / "kind-config.yaml").read_text())
    # The shop, which may be running, uses these ports.
    del config["nodes"][0]["extraPortMappings"]
    if nodes != "tuned":
        config = {name: config[name] for name in ("kind", "apiVersion")} | {
            "nodes": [{"role": node["role"]} for node in config["nodes"]],
            # Allows hosts with cgroup v1.
            "kubeadmConfigPatches": ["kind: KubeletConfiguration\nfailCgroupV1: false\n"],
        }
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "kind.yaml"
        path.write_text(yaml.safe_dump(config))
        create = ("kind", "create", "cluster", "--name", NAME, "--config", str(path))
        image = images.tuned_node_image() if nodes == "tuned" else images.node_image()
        run(*create, "--image", image, "--wait", "180s", seconds=900)
    images.load()
    platform.install_crds()
    platform.install_programs()
    kubectl("create", "namespace", SHOP)


def _settings(*, needed_only: bool) -> dict[str, Any]:
    """The shop's Knative settings, or only those that are needed."""
    items = list(yaml.safe_load_all(kustomized("knative/platform/settings")))
    if needed_only:
        items = [each for each in items if each["metadata"]["name"] in NEEDED]
        for each in items:
            key = NEEDED[each["metadata"]["name"]]
            each["data"] = {key: each["data"][key]}
    return {"apiVersion": "v1", "kind": "List", "items": items}


def _deploy() -> None:
    """Deploys a separate function for each start, so that none has to scale to zero between starts."""
    image = images.tagged("cloudshop-static")
    plain = {
        "apiVersion": "serving.knative.dev/v1",
        "kind": "Service",
        "metadata": {"labels": {"networking.knative.dev/visibility": "cluster-local"}},
        "spec": {"template": {"spec": {"containers": [{"image": image}]}}},
    }
    ours = baseline_manifest(image)
    ours["spec"]["template"]["spec"].pop("serviceAccountName")
    made = {"plain": plain, "ours": ours}
    items = [
        made[name] | {"metadata": made[name]["metadata"] | {"name": f"{name}-{number}", "namespace": SHOP}}
        for name in MANIFESTS
        for number in range(STARTS)
    ]
    apply(json.dumps({"apiVersion": "v1", "kind": "List", "items": items}))
    until(lambda: _ready() == len(items), 600, "The functions did not become ready.")


def _ready() -> int:
    conditions = [each.get("status", {}).get("conditions", []) for each in get(FUNCTIONS, "-n", SHOP)["items"]]
    return sum(any(c["type"] == "Ready" and c["status"] == "True" for c in each) for each in conditions)


def _measured(cluster: Cluster, caller: InternalCaller) -> dict[str, list[float]]:
    taken: dict[str, list[float]] = {name: [] for name in MANIFESTS}
    parts = {name: spread(STARTS) for name in MANIFESTS}
    for number in range(STARTS):
        if number % STARTS_AT_ONCE == 0:
            wait_until_scaled_to_zero(cluster)
        # In random order, because the first start after a pause is faster.
        for name in random.sample(MANIFESTS, len(MANIFESTS)):
            taken[name].append(caller.seconds(f"{name}-{number}", part=parts[name][number]))
    return taken


if __name__ == "__main__":
    main(" ".join(sys.argv[1:]))

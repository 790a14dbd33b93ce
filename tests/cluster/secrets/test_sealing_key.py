"""The cluster is lost, what is sealed is in Git, and the sealing key was saved: another cluster reads it all."""

import base64
import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from ops.cluster import upstream
from ops.cluster.images import node_image
from ops.shell import CONTEXT, ROOT, SHOP, get, run
from tests.support.cluster.shop import ClusterShop
from tests.support.waiting import eventually

pytestmark = [pytest.mark.long, pytest.mark.timeout(1200)]

NAME = "cloudshop-anew"
ANEW = f"kind-{NAME}"
# One node, and hosts that still have cgroup v1 are not refused.
NODES = """
kind: Cluster
apiVersion: kind.x-k8s.io/v1alpha4
kubeadmConfigPatches: ["kind: KubeletConfiguration\\nfailCgroupV1: false\\n"]
"""


@pytest.fixture
def another_cluster() -> Iterator[None]:
    run("kind", "delete", "cluster", "--name", NAME)
    create = ("kind", "create", "cluster", "--name", NAME, "--image", node_image(), "--wait", "180s")
    run(*create, "--config", "-", input_text=NODES, seconds=600)
    yield
    run("kind", "delete", "cluster", "--name", NAME)
    run("kubectl", "config", "use-context", CONTEXT)


def on_it(*arguments: str, input_text: str | None = None) -> str:
    return run("kubectl", "--context", ANEW, *arguments, input_text=input_text)


def test_another_cluster_unseals_what_was_sealed_for_this_one(
    shop: ClusterShop, another_cluster: None, tmp_path: Path
) -> None:
    on_it("apply", "--server-side", "-f", "-", input_text=upstream.manifest("sealed-secrets"))
    on_it("rollout", "status", "deployment/sealed-secrets-controller", "-n", "kube-system", "--timeout=180s")
    on_it("create", "namespace", SHOP)
    names = put_in_git_elsewhere()
    eventually(lambda: {"False"} == readable(names), seconds=120, what="the other cluster has looked at all of them")

    assert sealing("--context", CONTEXT, "backup-key", str(tmp_path / "key.yaml"))
    assert "in place" in sealing("--context", ANEW, "restore-key", str(tmp_path / "key.yaml"))

    eventually(lambda: {"True"} == readable(names), seconds=120, what="the other cluster reads all of them")
    for name in names:
        data = json.loads(on_it("get", "secret", name, "-n", SHOP, "-o", "json"))["data"]
        assert {key: base64.b64decode(value).decode() for key, value in data.items()} == shop.secret(name), name


def put_in_git_elsewhere() -> list[str]:
    """What Argo CD would apply there: the sealed secrets of this cluster."""
    sealed: list[dict[str, Any]] = get("sealedsecrets.bitnami.com", "-n", SHOP)["items"]
    for each in sealed:
        each["metadata"] = {field: each["metadata"][field] for field in ("name", "namespace")}
        del each["status"]
    on_it(
        "apply",
        "--server-side",
        "-f",
        "-",
        input_text=json.dumps({"apiVersion": "v1", "kind": "List", "items": sealed}),
    )
    return [each["metadata"]["name"] for each in sealed]


def readable(names: list[str]) -> set[str]:
    """Whether the other cluster could unseal them: True, False, or nothing where it has not looked yet."""
    found = json.loads(on_it("get", "sealedsecrets.bitnami.com", "-n", SHOP, "-o", "json"))["items"]
    assert sorted(each["metadata"]["name"] for each in found) == sorted(names)
    conditions = [each.get("status", {}).get("conditions", []) for each in found]
    return {next((c["status"] for c in each if c["type"] == "Synced"), "") for each in conditions}


def sealing(*arguments: str) -> str:
    command = [sys.executable, "-m", "ops.secrets", "--environment", "kind", *arguments]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=300, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout

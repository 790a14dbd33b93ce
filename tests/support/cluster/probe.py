"""Starts pods that try to reach others, from any place in the cluster, and reports the result."""

import contextlib
import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from uuid import uuid4

from kubernetes import client as kube

from ops.shell import kubectl
from tests.support.waiting import eventually

TRY = """
import json, socket, sys
found = {}
for target in sys.argv[1:]:
    host, port = target.rsplit(":", 1)
    try:
        socket.create_connection((host, int(port)), timeout=2).close()
        found[target] = "open"
    except TimeoutError:
        found[target] = "dropped"
    except OSError as failure:
        found[target] = "refused" if failure.errno == 111 else type(failure).__name__
print(json.dumps(found))
"""


@dataclass(frozen=True)
class Probe:
    """A running pod that can be asked to connect."""

    name: str
    namespace: str

    def reaches(self, *targets: str) -> dict[str, str]:
        """`open`, `refused` or `dropped` for each `host:port`. Refused means that the packet arrived."""
        answer = kubectl("exec", self.name, "-n", self.namespace, "--", "python", "-c", TRY, *targets, seconds=60)
        found: dict[str, str] = json.loads(answer)
        return found


@contextlib.contextmanager
def probe(core: Any, image: str, namespace: str, labels: dict[str, str]) -> Iterator[Probe]:
    """A pod with these labels, which is what policies go by."""
    name = f"probe-{uuid4().hex[:8]}"
    core.create_namespaced_pod(namespace, _pod(name, image, labels))
    try:
        eventually(
            lambda: core.read_namespaced_pod(name, namespace).status.phase == "Running",
            seconds=60, what=f"{name} runs", every=0.5,
        )  # fmt: skip
        yield Probe(name, namespace)
    finally:
        core.delete_namespaced_pod(name, namespace, grace_period_seconds=0)


def _pod(name: str, image: str, labels: dict[str, str]) -> Any:
    locked = kube.V1SecurityContext(
        allow_privilege_escalation=False,
        run_as_non_root=True,
        run_as_user=10001,
        capabilities=kube.V1Capabilities(drop=["ALL"]),
        seccomp_profile=kube.V1SeccompProfile(type="RuntimeDefault"),
    )
    container = kube.V1Container(
        name="probe",
        image=image,
        image_pull_policy="IfNotPresent",
        command=["python", "-c", "import time; time.sleep(3600)"],
        security_context=locked,
        resources=kube.V1ResourceRequirements(requests={"cpu": "10m", "memory": "32Mi"}, limits={"memory": "64Mi"}),
    )
    spec = kube.V1PodSpec(containers=[container], automount_service_account_token=False, restart_policy="Never")
    return kube.V1Pod(metadata=kube.V1ObjectMeta(name=name, labels=labels), spec=spec)

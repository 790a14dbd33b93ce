"""Creates the Kind cluster and installs Knative, Traefik and Sealed Secrets."""

import json
import time

from ops.cluster import observability, preflight, upstream
from ops.cluster.images import tuned_node_image
from ops.cluster.readiness import await_rollout
from ops.shell import CONTEXT, NAME, apply, kubectl, kustomized, run, succeeds

CRDS = ("serving-crds", "eventing-crds", "traefik-crds")
# A label on clusters whose creation was completed.
COMPLETE = "cloudshop.dev/made"
PROGRAMS = ("serving-core", "eventing-core", "in-memory-channel", "mt-channel-broker", "sealed-secrets")


def make_cluster() -> str | None:
    """Creates the cluster or starts the existing one; recreates one whose creation was interrupted."""
    if preflight.cluster_exists():
        for node in run("kind", "get", "nodes", "--name", NAME).split():
            run("docker", "start", node)
        run("kind", "export", "kubeconfig", "--name", NAME)
        if _is_complete_within(60):
            return "exists"
        run("kind", "delete", "cluster", "--name", NAME)
    create = ("kind", "create", "cluster", "--name", NAME, "--config", "kind-config.yaml")
    run(*create, "--image", tuned_node_image(), "--wait", "180s", seconds=900)
    # A cluster without this label was interrupted during its creation.
    kubectl("label", "namespace", "default", f"{COMPLETE}=true")
    return None


def _is_complete_within(seconds: float) -> bool:
    """Whether the cluster responds in time and its creation was completed."""
    command = ("kubectl", "--context", CONTEXT, "get", "namespace", "default", "-o", "jsonpath={.metadata.labels}")
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if succeeds(*command, seconds=10):
            return COMPLETE in json.loads(run(*command))
        time.sleep(1)
    return False


def install_crds() -> str | None:
    """Installs the CRDs of Knative and Traefik."""
    for name in CRDS:
        apply(upstream.manifest(name), "cloudshop-upstream")
    kubectl("wait", "--for=condition=Established", "--timeout=120s", "crd", "--all")
    return upstream.trust()


def install_programs(environment: str = "kind") -> str | None:
    observability.enable_knative_metrics()
    for name in PROGRAMS:
        apply(upstream.manifest(name), "cloudshop-upstream")
    # Traefik's rights are in the shop's namespace.
    apply(kustomized("knative/platform/namespace"))
    apply(kustomized(f"argocd/{environment}/traefik"))
    # Until it watched that namespace only, it had these rights everywhere.
    kubectl("delete", "clusterrolebinding,clusterrole", "traefik", "--ignore-not-found")
    for namespace in ("knative-serving", "knative-eventing", "traefik"):
        kubectl(
            *("wait", "--for=condition=Available", "--timeout=480s", "-n", namespace, "deployment", "--all"),
            seconds=500,
        )
    await_rollout("deployment/sealed-secrets-controller", "kube-system", 180)
    return None

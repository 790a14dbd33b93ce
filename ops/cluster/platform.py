"""Kind, Knative and Traefik: what the shop stands on."""

import json
import time

from ops.cluster import observability, preflight, upstream
from ops.cluster.images import tuned_node_image
from ops.shell import CONTEXT, NAME, apply, kubectl, kustomized, run, succeeds

CRDS = ("serving-crds", "eventing-crds", "traefik-crds")
# On a cluster that became whole.
MADE = "cloudshop.dev/made"
PROGRAMS = ("serving-core", "eventing-core", "in-memory-channel", "mt-channel-broker", "sealed-secrets")


def make_cluster() -> str | None:
    """Makes the cluster, or wakes the one that is there. One that never became whole is made again."""
    if preflight.is_made():
        for node in run("kind", "get", "nodes", "--name", NAME).split():
            run("docker", "start", node)
        run("kind", "export", "kubeconfig", "--name", NAME)
        if _is_whole_within(60):
            return "is there"
        run("kind", "delete", "cluster", "--name", NAME)
    run(
        *("kind", "create", "cluster", "--config", "kind-config.yaml", "--image", tuned_node_image(), "--wait", "180s"),
        seconds=900,
    )
    # Marks it as whole: a creation that was interrupted is seen by its absence.
    kubectl("label", "namespace", "default", f"{MADE}=true")
    return None


def _is_whole_within(seconds: float) -> bool:
    """Whether the cluster answers, and its creation was not interrupted."""
    asked = ("kubectl", "--context", CONTEXT, "get", "namespace", "default", "-o", "jsonpath={.metadata.labels}")
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if succeeds(*asked, seconds=10):
            return MADE in json.loads(run(*asked))
        time.sleep(1)
    return False


def install_kinds() -> str | None:
    """The kinds of Knative and Traefik."""
    for name in CRDS:
        apply(upstream.manifest(name), "cloudshop-upstream")
    kubectl("wait", "--for=condition=Established", "--timeout=120s", "crd", "--all")
    return upstream.trust()


def install_programs() -> str | None:
    observability.make_knative_offer_figures()
    for name in PROGRAMS:
        apply(upstream.manifest(name), "cloudshop-upstream")
    apply(kustomized("knative/platform/traefik"))
    for namespace in ("knative-serving", "knative-eventing", "traefik"):
        kubectl(
            *("wait", "--for=condition=Available", "--timeout=480s", "-n", namespace, "deployment", "--all"),
            seconds=500,
        )
    kubectl("rollout", "status", "deployment/sealed-secrets-controller", "-n", "kube-system", "--timeout=180s")
    return None

"""Installs Argo CD, hands it the shop's root application, and waits for layers to become healthy."""

import contextlib
import json
import time
from collections.abc import Iterator
from typing import Any

from ops.cluster import upstream
from ops.cluster.layers import LayerStatus, about, errors, gave_up, layer_status
from ops.cluster.readiness import await_rollout
from ops.errors import CommandError
from ops.shell import ROOT, apply, kubectl, kustomized

NAMESPACE = "argocd"
APPLICATIONS = "applications.argoproj.io"
LAYERS = tuple(sorted(path.stem for path in (ROOT / "argocd/apps").glob("[0-9]*.yaml")))
# A layer that has just begun to sync may look failed for a while.
FAILED_SECONDS = 45
# Without any change. A rollout may take half an hour, and reports twice a minute.
UNCHANGED_SECONDS = 900


def install() -> str | None:
    apply((ROOT / "argocd/install/namespace.yaml").read_text())
    apply(upstream.manifest("argocd"), "cloudshop-upstream", namespace=NAMESPACE)
    kubectl("wait", "--for=condition=Established", "--timeout=60s", "crd/appprojects.argoproj.io")
    apply(kustomized("argocd/install"))
    for workload in ("deployment/argocd-redis", "deployment/argocd-repo-server", "sts/argocd-application-controller"):
        await_rollout(workload, NAMESPACE, 300)
    return None


def hand_over(commit: str, environment: str = "kind") -> None:
    """Applies the root application, from which Argo CD creates all others, and refreshes it for this commit."""
    apply(kustomized(f"argocd/{environment}/root"))
    for name in ("root", *LAYERS):
        _clear_operation(name, commit)
    _annotate("root", "argocd.argoproj.io/refresh=normal")


def follow(layer: str, commit: str) -> str:
    """Waits until the layer is healthy at the commit; raises CommandError with the reasons if the layer fails."""
    seen, changed_at = None, time.monotonic()
    not_failed_at = time.monotonic()
    while (now := layer_status(application := _application(layer), commit)).word != "healthy":
        if now.word == "waits" and (found := errors((_application("root") or {}).get("status", {}))):
            now = LayerStatus("failed", found)
        if now.word != "failed":
            not_failed_at = time.monotonic()
        if now != seen:
            seen, changed_at = now, time.monotonic()
        if time.monotonic() > min(changed_at + UNCHANGED_SECONDS, not_failed_at + FAILED_SECONDS):
            raise CommandError(_failure(layer, now.word, now.reasons))
        time.sleep(1.5)
    assert application is not None
    return f"healthy, {len(application['status'].get('resources', []))} resources"


@contextlib.contextmanager
def paused(layer: str) -> Iterator[None]:
    """Stops Argo CD from reconciling the layer during the block, so that it can be changed by hand."""
    _annotate(layer, "argocd.argoproj.io/skip-reconcile=true")
    try:
        yield
    finally:
        _annotate(layer, "argocd.argoproj.io/skip-reconcile-")


def _clear_operation(name: str, commit: str) -> None:
    """Terminates a sync of another commit, and retries a failed sync of this one."""
    last = (_application(name) or {}).get("status", {}).get("operationState", {})
    if last.get("phase") == "Running" and about(last) not in ("", commit):
        _patch(name, {"status": {"operationState": {"phase": "Terminating"}}})
    elif gave_up({"operationState": last}, commit):
        # Syncs everything, not only differences: a failed Job is not a difference.
        sync = {"revision": commit, "prune": True, "syncOptions": []}
        _patch(name, {"operation": {"initiatedBy": {"username": "make deploy"}, "sync": sync}})


def _failure(layer: str, word: str, reasons: tuple[str, ...]) -> str:
    listed = "".join(f"\n  - {reason}" for reason in reasons)
    outcome = "failed" if word == "failed" else f"is not healthy, and nothing has changed for {UNCHANGED_SECONDS} s"
    return (
        f"Layer {layer} {outcome}; the layers after it are unchanged.{listed}\n"
        f"Details: kubectl -n {NAMESPACE} describe application {layer}. To roll back: `git revert` and `make deploy`."
    )


def _application(name: str) -> Any | None:
    found = kubectl("get", APPLICATIONS, name, "-n", NAMESPACE, "--ignore-not-found", "-o", "json", seconds=60)
    return json.loads(found) if found.strip() else None


def _annotate(name: str, annotation: str) -> None:
    kubectl("annotate", APPLICATIONS, name, "-n", NAMESPACE, "--overwrite", annotation)


def _patch(name: str, change: Any) -> None:
    kubectl("patch", APPLICATIONS, name, "-n", NAMESPACE, "--type=merge", "-p", json.dumps(change))

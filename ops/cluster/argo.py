"""Argo CD: installs it, tells it where to look, and waits for what it does."""

import contextlib
import json
import time
from collections.abc import Iterator
from typing import Any

from ops.cluster import upstream
from ops.cluster.layers import Standing, about, errors, gave_up, standing
from ops.errors import CommandError
from ops.shell import ROOT, apply, kubectl, kustomized

NAMESPACE = "argocd"
APPLICATIONS = "applications.argoproj.io"
LAYERS = tuple(sorted(path.stem for path in (ROOT / "argocd/apps").glob("[0-9]*.yaml")))
# A layer that has only just begun may look broken for a moment.
PATIENCE_SECONDS = 45
LAYER_SECONDS = 900


def install() -> str | None:
    apply((ROOT / "argocd/install/namespace.yaml").read_text())
    apply(upstream.manifest("argocd"), "cloudshop-upstream", namespace=NAMESPACE)
    kubectl("wait", "--for=condition=Established", "--timeout=60s", "crd/appprojects.argoproj.io")
    apply(kustomized("argocd/install"))
    for workload in ("deployment/argocd-redis", "deployment/argocd-repo-server", "sts/argocd-application-controller"):
        kubectl("rollout", "status", workload, "-n", NAMESPACE, "--timeout=300s", seconds=320)
    return None


def hand_over(commit: str) -> None:
    """Gives Argo CD the root, from which everything else follows, and has it look for this commit now."""
    apply(kustomized("argocd/kind/root"))
    for name in ("root", *LAYERS):
        _make_way(name, commit)
    _annotate("root", "argocd.argoproj.io/refresh=normal")


def follow(layer: str, commit: str) -> str:
    """Waits until the layer is healthy at the commit; raises CannotGoOn with the reasons when it cannot be."""
    deadline = time.monotonic() + LAYER_SECONDS
    sound_at = time.monotonic()
    while (now := standing(application := _application(layer), commit)).word != "healthy":
        if now.word == "waits" and (found := errors((_application("root") or {}).get("status", {}))):
            now = Standing("failed", found)
        if now.word != "failed":
            sound_at = time.monotonic()
        if time.monotonic() > min(deadline, sound_at + PATIENCE_SECONDS):
            raise CommandError(_stuck(layer, now.word, now.reasons))
        time.sleep(1.5)
    assert application is not None
    return f"healthy, {len(application['status'].get('resources', []))} resources"


@contextlib.contextmanager
def paused(layer: str) -> Iterator[None]:
    """Meanwhile nothing of the layer is put right, so that it can be changed by hand."""
    _annotate(layer, "argocd.argoproj.io/skip-reconcile=true")
    try:
        yield
    finally:
        _annotate(layer, "argocd.argoproj.io/skip-reconcile-")


def _make_way(name: str, commit: str) -> None:
    """Ends what is still under way for another commit, and has what failed for this one tried again."""
    last = (_application(name) or {}).get("status", {}).get("operationState", {})
    if last.get("phase") == "Running" and about(last) not in ("", commit):
        _patch(name, {"status": {"operationState": {"phase": "Terminating"}}})
    elif gave_up({"operationState": last}, commit):
        # Everything, not only what differs: a Job that failed is no difference.
        sync = {"revision": commit, "prune": True, "syncOptions": []}
        _patch(name, {"operation": {"initiatedBy": {"username": "make deploy"}, "sync": sync}})


def _stuck(layer: str, word: str, reasons: tuple[str, ...]) -> str:
    told = "".join(f"\n  - {reason}" for reason in reasons)
    what = "failed" if word == "failed" else f"did not become healthy within {LAYER_SECONDS} s"
    return (
        f"Layer {layer} {what}; the layers after it stay as they were.{told}\n"
        f"More: kubectl -n {NAMESPACE} describe application {layer}. `git revert` and `make deploy` go back."
    )


def _application(name: str) -> Any | None:
    found = kubectl("get", APPLICATIONS, name, "-n", NAMESPACE, "--ignore-not-found", "-o", "json", seconds=60)
    return json.loads(found) if found.strip() else None


def _annotate(name: str, annotation: str) -> None:
    kubectl("annotate", APPLICATIONS, name, "-n", NAMESPACE, "--overwrite", annotation)


def _patch(name: str, change: Any) -> None:
    kubectl("patch", APPLICATIONS, name, "-n", NAMESPACE, "--type=merge", "-p", json.dumps(change))

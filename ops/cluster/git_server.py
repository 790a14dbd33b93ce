"""Pushes to the local cluster's Git server, which Argo CD reads and only the cluster's administrator can write to."""

from ops.cluster.argo import NAMESPACE
from ops.cluster.images import with_tags
from ops.cluster.readiness import await_rollout
from ops.shell import CONTEXT, ROOT, apply, kustomized, run

BRANCH = "main"
REPOSITORY = "/repositories/shop.git"


def start() -> str | None:
    apply(with_tags(kustomized("argocd/git-server")))
    await_rollout("deployment/git-server", NAMESPACE, 120)
    return None


def serve(commit: str) -> None:
    """Pushes the commit to the branch; earlier commits remain, because layers may still use them."""
    inside = f"kubectl --context {CONTEXT} -n {NAMESPACE} exec -i deployment/git-server -- %S {REPOSITORY}"
    push = ("push", "--quiet", "--force", f"ext::{inside}", f"{commit}:refs/heads/{BRANCH}")
    run("git", "-C", str(ROOT), "-c", "protocol.ext.allow=always", *push, seconds=120)

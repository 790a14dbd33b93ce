"""The merchant's working copy: this commit, and a commit with the settings and secrets that production needs."""

import shutil

from ops.shell import ROOT, run
from tests.support.cluster.production.names import CLUSTER

FOLDER = ROOT / ".local/production"
COPY = FOLDER / "shop"
# Names the commit that was deployed last.
OPENED = "opened"
# What `make secrets` sealed: the cluster's database knows these passwords.
SEALED = (
    "knative/overlays/production/secrets",
    "knative/overlays/production/sealing-certificate.pem",
    "observability/overlays/production/secrets",
)


def prepared() -> None:
    """A clone of the checked-out commit, with the secrets of the cluster if there is one from before."""
    if CLUSTER not in run("kind", "get", "clusters").split():
        shutil.rmtree(FOLDER, ignore_errors=True)
    if not COPY.exists():
        run("git", "clone", "--quiet", str(ROOT), str(COPY))
        _git("config", "user.name", "Olga Operator")
        _git("config", "user.email", "olga@merchant-on-kind.com")
        return
    _git("fetch", "--quiet", "origin", "HEAD")
    _git("reset", "--quiet", "--hard", "FETCH_HEAD")
    _git("clean", "--quiet", "-fd")
    if _git("tag", "--list", OPENED):
        _git("checkout", "--quiet", OPENED, "--", *SEALED)


def _git(*words: str) -> str:
    return run("git", "-C", str(COPY), *words)

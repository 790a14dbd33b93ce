"""The steps from an empty machine to production on Kind, in a working copy of the merchant's.

Every step is idempotent, so an interrupted run can be repeated.
"""

import functools
import os
import subprocess
import sys
import time

from ops.cluster import argo, commits, deploy, git_server, observability, platform, promotion
from ops.cluster.progress import run_steps
from ops.errors import CommandError
from ops.shell import CONTEXT, ROOT, run
from tests.support.cluster.production import outside
from tests.support.cluster.production.certificates import certificates
from tests.support.cluster.production.images import has_grafana, load
from tests.support.cluster.production.names import HTTPS_PORT, ISSUED
from tests.support.cluster.production.settings import READ, files
from tests.support.cluster.production.working_copy import OPENED

ENVIRONMENT = "production"
# Beside the working copy.
CERTIFICATES = ROOT.parent / "certificates"
# Among three workers, production's three database servers find one each.
WORKER = "  - role: worker\n    labels: {topology.kubernetes.io/zone: zone-c}\n"
PORTS = "{containerPort: 30080, hostPort: 8080, listenAddress: 127.0.0.1}"
HTTPS = f"{{containerPort: 30443, hostPort: {HTTPS_PORT}, listenAddress: 127.0.0.1}}"
# All functions start at once, each to prove that it can; meanwhile some find no room, which passes.
LAYER_SECONDS = 1800


def up() -> None:
    made = certificates(CERTIFICATES)
    run_steps(
        {
            **deploy.build(),
            "Create the cluster": _make_cluster,
            "Load the images by digest": lambda: _load(made.authority),
            "Fill in the settings": _fill_in,
            "Install the CRDs of Knative and Traefik": platform.install_crds,
            "Start Knative, Traefik and Sealed Secrets": lambda: platform.install_programs(ENVIRONMENT),
            "Start the Prometheus Operator": observability.install,
            "Start Argo CD": argo.install,
            "Start the Git server": git_server.start,
            "Start what is outside": lambda: outside.start(made),
            "Bring the certificate": lambda: outside.trust(made),
            "make secrets": lambda: _command("ops.secrets", "--environment", ENVIRONMENT, "--context", CONTEXT, "make"),
            "make production-check": lambda: _command("ops.production", ENVIRONMENT),
            "Commit and push": _push,
            **{f"Layer {layer}": functools.partial(_follow, layer) for layer in argo.LAYERS},
        }
    )


def _make_cluster() -> str | None:
    config = ROOT / "kind-config.yaml"
    text = config.read_text()
    assert PORTS in text
    if WORKER not in text:
        config.write_text(text.replace(PORTS, HTTPS) + WORKER)
    return platform.make_cluster()


_loaded: dict[str, str] = {}


def _load(authority: str) -> str:
    _loaded.update(load(authority))
    return f"{len(_loaded)} images"


def _fill_in() -> str | None:
    path = promotion.path(ENVIRONMENT)
    text = promotion.promoted((ROOT / path).read_text(), {name: f"digest: {each}" for name, each in _loaded.items()})
    with_grafana = has_grafana()
    read = {name: (ROOT / name).read_text() for name in READ}
    for name, content in {path: text, **files(read, has_grafana=with_grafana)}.items():
        (ROOT / name).write_text(content)
    return None if with_grafana else "without Grafana, whose image cannot be had here"


def _command(*words: str) -> str:
    """Runs a command as the merchant would, in this working copy; its first line."""
    done = subprocess.run(
        [sys.executable, "-m", *words],
        cwd=ROOT, env={**os.environ, **ISSUED}, capture_output=True, text=True, timeout=300, check=False,
    )  # fmt: skip
    if done.returncode:
        raise CommandError(done.stdout + done.stderr)
    return done.stdout.strip().splitlines()[0][:60]


def _push() -> str:
    run("git", "add", "--all", "--", "argocd", "knative", "observability")
    run("git", "commit", "--quiet", "--message=Open the shop")
    run("git", "tag", "--force", OPENED)
    git_server.serve(commits.head())
    argo.hand_over(commits.head(), ENVIRONMENT)
    return commits.head()[:12]


def _follow(layer: str) -> str:
    deadline = time.monotonic() + LAYER_SECONDS
    while True:
        try:
            return argo.follow(layer, commits.head())
        except CommandError:
            if time.monotonic() > deadline:
                raise
            time.sleep(15)

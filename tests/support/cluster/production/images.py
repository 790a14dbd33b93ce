"""Loads the shop's images into the nodes by digest, as from a registry; they trust the stand-ins' certificates."""

import shutil
import tempfile
from importlib.util import find_spec
from pathlib import Path

from ops.cluster import images, promotion
from ops.shell import NAME, ROOT, run, succeeds, until
from tests.support.cluster.production.settings import AUTHORITY_FILE

# Those that call what is outside; functions trust what OpenSSL trusts.
CALLERS = ("cloudshop-functions", "cloudshop-postgres")
TRUSTING = f"FROM {{base}}\nCOPY authority.pem {AUTHORITY_FILE}\nENV SSL_CERT_FILE={AUTHORITY_FILE}\n"
# The image of Jobs has a mail server, but not this package, of which the tests' HTTP servers are made.
STAND_INS = """\
FROM {base}
COPY tests tests
COPY werkzeug /job-packages/werkzeug
USER 0
ENTRYPOINT ["python", "-m", "tests.support.servers.stand_ins"]
"""
STAND_INS_TAG = "dev.local/cloudshop-stand-ins:1"
GRAFANA = "docker.io/grafana/grafana:11.6.0"


def load(authority: str) -> dict[str, str]:
    """Loads all images into the nodes, and names them there by their digests, which it returns by the images' names."""
    tags = {name: _trusting(name, authority) if name in CALLERS else images.tagged(name) for name in images.IMAGES}
    images.load()
    _load([tags[name] for name in CALLERS], nodes("worker"))
    _load([_stand_ins()], nodes("control-plane"))
    targets = promotion.names((ROOT / promotion.path("production")).read_text())
    return {name: _named_by_digest(tag, targets[name]) for name, tag in tags.items()}


def has_grafana() -> bool:
    """Whether a registry has Grafana's image for this machine; it is not one of the shop's."""
    return succeeds("docker", "pull", "--quiet", GRAFANA, seconds=120)


def nodes(role: str) -> list[str]:
    return [node for node in run("kind", "get", "nodes", "--name", NAME).split() if role in node]


def _load(tags: list[str], to: list[str]) -> None:
    run("kind", "load", "docker-image", "--name", NAME, "--nodes", ",".join(to), *tags, seconds=600)


def _named_by_digest(tag: str, target: str) -> str:
    """Gives the loaded image the name by which a registry's would be asked for."""
    found = {node: run(*_ctr(node), "list", f"name=={tag}").splitlines()[-1].split()[2] for node in nodes("worker")}
    (digest,) = {*found.values()}
    for node in found:
        run(*_ctr(node), "tag", "--force", tag, f"{target}@{digest}")
        asked = ("docker", "exec", node, "crictl", "inspecti", "--quiet", f"{target}@{digest}")
        until(lambda asked=asked: succeeds(*asked), 30, f"{node} does not know {target}@{digest}.")  # type: ignore[misc]
    return digest


def _ctr(node: str) -> tuple[str, ...]:
    return ("docker", "exec", node, "ctr", "--namespace", "k8s.io", "images")


def _trusting(name: str, authority: str) -> str:
    with tempfile.TemporaryDirectory() as folder:
        Path(folder, "authority.pem").write_text(authority)
        return _built(f"{images.tagged(name)}-trusting", TRUSTING.format(base=images.tagged(name)), folder)


def _stand_ins() -> str:
    with tempfile.TemporaryDirectory() as folder:
        inside = Path(folder, "tests/support")
        shutil.copytree(ROOT / "tests/support/servers", inside / "servers")
        for package in (inside.parent, inside):
            (package / "__init__.py").touch()
        werkzeug = find_spec("werkzeug")
        assert werkzeug is not None
        assert werkzeug.origin is not None
        shutil.copytree(Path(werkzeug.origin).parent, Path(folder, "werkzeug"))
        return _built(STAND_INS_TAG, STAND_INS.format(base=images.tagged("cloudshop-jobs")), folder)


def _built(tag: str, recipe: str, folder: str) -> str:
    Path(folder, "Dockerfile").write_text(recipe)
    run("docker", "build", "--quiet", "--tag", tag, folder, seconds=300)
    return tag

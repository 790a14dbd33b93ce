"""Builds the shop's images and loads them into the nodes, each under a tag that changes with its content."""

import functools
import os
import re
from pathlib import Path

from ops.cluster.commits import exported, head
from ops.shell import NAME, ROOT, run, succeeds

# What manifests call an image, and what makes it. Knative asks no registry about names that begin with dev.local/.
IMAGES = {
    "cloudshop-functions": ["-f", "functions/Dockerfile", "--target", "functions", "."],
    "cloudshop-jobs": ["-f", "functions/Dockerfile", "--target", "jobs", "."],
    "cloudshop-pgbouncer": ["db/manifests/pgbouncer"],
    "cloudshop-web": ["-f", "frontend/Dockerfile", "."],
}
# What only the local cluster needs.
LOCAL = {"cloudshop-git-server": ["argocd/git-server"]}
# The release that the tests run against; KIND_NODE_IMAGE names another, or a local copy.
NODE_IMAGE = "kindest/node:v1.35.0"
TUNED_NODE_IMAGE = "dev.local/cloudshop-node:latest"


def node_image() -> str:
    return os.environ.get("KIND_NODE_IMAGE", "") or NODE_IMAGE


def tuned_node_image() -> str:
    """The same, made to start containers faster; built once, with Debian's package index."""
    _built("--build-arg", f"NODE_IMAGE={node_image()}", "--tag", TUNED_NODE_IMAGE, "ops/cluster/node", folder=ROOT)
    return TUNED_NODE_IMAGE


def build() -> str | None:
    for name in IMAGES | LOCAL:
        tagged(name)
    return None


@functools.cache
def tagged(name: str) -> str:
    """Builds the commit's image, as far as it has changed; its name with a tag made of its content."""
    built = _built(*(IMAGES | LOCAL)[name], folder=exported(head()))
    tag = f"dev.local/{name}:{built.removeprefix('sha256:')[:12]}"
    run("docker", "tag", built, tag)
    return tag


def load() -> str | None:
    """Loads into the nodes what they do not have yet."""
    nodes = [node for node in run("kind", "get", "nodes", "--name", NAME).split() if "worker" in node]
    missing = [tag for tag in map(tagged, IMAGES | LOCAL) if not all(_has(node, tag) for node in nodes)]
    if missing:
        # All at once: what they share is packed once. Only workers run anything of ours.
        run("kind", "load", "docker-image", "--name", NAME, "--nodes", ",".join(nodes), *missing, seconds=600)
    return f"{len(missing)} new" if missing else "all there"


def with_tags(manifests: str) -> str:
    """The manifests with the images that were built, wherever they name one of ours."""
    found = re.compile(rf"image: (?:dev\.local/)?({'|'.join(IMAGES | LOCAL)})(?::[\w.-]+)?$", re.MULTILINE)
    return found.sub(lambda match: f"image: {tagged(match[1])}", manifests)


def _built(*arguments: str, folder: Path) -> str:
    """The ID of the image."""
    # The host's network: a machine's own way to the package index works in a build as well.
    return run("docker", "build", "--quiet", "--network", "host", *arguments, seconds=1200, folder=folder).strip()


def _has(node: str, tag: str) -> bool:
    return succeeds("docker", "exec", node, "crictl", "inspecti", "--quiet", tag)

"""Builds the shop's images, tagged by content, and loads them into the nodes."""

import functools
import os
import re
from pathlib import Path

from ops.cluster.commits import exported, head
from ops.shell import NAME, ROOT, run, succeeds

# By name in manifests: arguments of `docker build`. Knative does not resolve tags of images under dev.local/.
IMAGES = {
    "cloudshop-documents": ["-f", "functions/Dockerfile", "--target", "documents", "."],
    "cloudshop-functions": ["-f", "functions/Dockerfile", "--target", "functions", "."],
    "cloudshop-jobs": ["-f", "functions/Dockerfile", "--target", "jobs", "."],
    "cloudshop-pgbouncer": ["db/manifests/pgbouncer"],
    "cloudshop-postgres": ["db/manifests/postgres"],
    "cloudshop-web": ["-f", "frontend/Dockerfile", "."],
}
# Images that only the local cluster needs.
LOCAL = {"cloudshop-git-server": ["argocd/git-server"]}
# The release that the tests use; KIND_NODE_IMAGE overrides it.
NODE_IMAGE = "kindest/node:v1.35.0"
TUNED_NODE_IMAGE = "dev.local/cloudshop-node:latest"


def node_image() -> str:
    return os.environ.get("KIND_NODE_IMAGE", "") or NODE_IMAGE


def tuned_node_image() -> str:
    """Builds the node image, which is tuned to start containers faster; needs Debian's package index."""
    _built("--build-arg", f"NODE_IMAGE={node_image()}", "--tag", TUNED_NODE_IMAGE, "ops/cluster/node", folder=ROOT)
    return TUNED_NODE_IMAGE


def build() -> str | None:
    for name in IMAGES | LOCAL:
        tagged(name)
    return None


@functools.cache
def tagged(name: str) -> str:
    """Builds the commit's image; returns its name with a tag derived from its content."""
    built = _built(*(IMAGES | LOCAL)[name], folder=exported(head()))
    tag = f"dev.local/{name}:{built.removeprefix('sha256:')[:12]}"
    run("docker", "tag", built, tag)
    return tag


def load() -> str | None:
    """Loads the images that the nodes lack."""
    nodes = [node for node in run("kind", "get", "nodes", "--name", NAME).split() if "worker" in node]
    missing = [tag for tag in map(tagged, IMAGES | LOCAL) if not all(_has(node, tag) for node in nodes)]
    if missing:
        # In one archive, which contains shared layers once. Only workers run the shop's pods.
        run("kind", "load", "docker-image", "--name", NAME, "--nodes", ",".join(nodes), *missing, seconds=600)
    return f"{len(missing)} new" if missing else "all present"


def with_tags(manifests: str) -> str:
    """The manifests with the tags of the images that were built."""
    found = re.compile(rf"image: (?:dev\.local/)?({'|'.join(IMAGES | LOCAL)})(?::[\w.-]+)?$", re.MULTILINE)
    return found.sub(lambda match: f"image: {tagged(match[1])}", manifests)


def _built(*arguments: str, folder: Path) -> str:
    """Builds an image; returns its ID."""
    # With the host's network, a build can use the machine's own access to package indexes.
    return run("docker", "build", "--quiet", "--network", "host", *arguments, seconds=1200, folder=folder).strip()


def _has(node: str, tag: str) -> bool:
    return succeeds("docker", "exec", node, "crictl", "inspecti", "--quiet", tag)

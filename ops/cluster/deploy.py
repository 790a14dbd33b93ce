"""`make deploy`: serves the commit that is checked out to the local cluster's Argo CD, and waits, layer by layer."""

import functools

from ops.cluster import argo, commits, git_server, images, promotion, secrets
from ops.cluster.progress import Step, go_through

ENVIRONMENT = "kind"


def deploy() -> None:
    go_through({**take(), "Load the images into the nodes": images.load, **follow()})


def take() -> dict[str, Step]:
    return {
        "Take the commit": lambda: commits.described(commits.head()),
        "Build its images": images.build,
    }


def follow() -> dict[str, Step]:
    """From the commit to a shop that runs it. Nothing of the shop is applied here: Argo CD does it."""
    steps: dict[str, Step] = {"Seal development secrets": secrets.seal, "Serve the commit to Argo CD": _serve}
    for layer in argo.LAYERS:
        steps[f"Layer {layer}"] = functools.partial(_follow, layer)
    return steps


@functools.cache
def served() -> str:
    """The commit with what only this cluster has: the tags of its images, and secrets sealed with its key."""
    head = commits.head()
    return commits.on_top(head, generated(), f"Deploy {head[:12]} to the local cluster")


def generated() -> dict[str, str]:
    path = promotion.path(ENVIRONMENT)
    text = (commits.exported(commits.head()) / path).read_text()
    tags = {name: f"newTag: {images.tagged(name).rsplit(':', 1)[1]}" for name in images.IMAGES}
    return {path: promotion.promoted(text, tags), **secrets.files()}


def _serve() -> str | None:
    git_server.serve(served())
    argo.hand_over(served())
    return served()[:12]


def _follow(layer: str) -> str:
    return argo.follow(layer, served())

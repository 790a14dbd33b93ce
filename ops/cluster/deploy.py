"""`make deploy` publishes the checked-out commit to the local cluster's Argo CD, and waits for each layer."""

import functools

from ops.cluster import argo, commits, git_server, images, promotion, secrets
from ops.cluster.progress import Step, run_steps

ENVIRONMENT = "kind"


def deploy() -> None:
    run_steps({**build(), "Load the images into the nodes": images.load, **follow()})


def build() -> dict[str, Step]:
    return {
        "Find the commit": lambda: commits.described(commits.head()),
        "Build its images": images.build,
    }


def follow() -> dict[str, Step]:
    """The steps from the built commit to the running shop; Argo CD, not these steps, applies the manifests."""
    steps: dict[str, Step] = {"Seal development secrets": secrets.seal, "Serve the commit to Argo CD": _serve}
    for layer in argo.LAYERS:
        steps[f"Layer {layer}"] = functools.partial(_follow, layer)
    return steps


@functools.cache
def served() -> str:
    """The commit plus the parts specific to this cluster: its images' tags, and secrets sealed with its key."""
    head = commits.head()
    return commits.on_top(head, generated(), f"Deploy {head[:12]} to the local cluster")


def generated() -> dict[str, str]:
    path = promotion.path(ENVIRONMENT)
    text = (commits.exported(commits.head()) / path).read_text()
    tags = {name: promotion.by_tag(images.tagged(name).rsplit(":", 1)[1]) for name in images.IMAGES}
    return {path: promotion.promoted(text, tags), **secrets.files()}


def _serve() -> str | None:
    git_server.serve(served())
    argo.hand_over(served())
    return served()[:12]


def _follow(layer: str) -> str:
    return argo.follow(layer, served())

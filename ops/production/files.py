"""What is missing in the other files of production: released images, sealed secrets."""

from collections.abc import Iterator

import yaml

from ops.secrets.environments import environment
from ops.secrets.external_secrets import PROVIDED, PROVIDED_TO_MONITORING, Provided, missing
from ops.secrets.store import Store
from ops.shell import ROOT

IMAGES = "argocd/production/images/kustomization.yaml"


def problems() -> list[str]:
    production = environment("production")
    return [
        *unreleased_images((ROOT / IMAGES).read_text()),
        *unsealed_secrets(production.store, PROVIDED),
        *unsealed_secrets(production.store_of_monitoring, PROVIDED_TO_MONITORING),
    ]


def unreleased_images(text: str) -> Iterator[str]:
    """One line if images have no digest yet."""
    without = [image["name"] for image in yaml.safe_load(text)["images"] if "digest" not in image]
    if without:
        yield f"{IMAGES}: no digest of {', '.join(without)}; `make release` builds and pushes them"


def unsealed_secrets(store: Store, provided: Provided) -> Iterator[str]:
    """One line for each secret that only somebody else can issue, and that is not sealed yet."""
    for name, variables in missing(store, provided).items():
        where = store.folder.relative_to(ROOT)
        yield f"{where}: {name} is not sealed; set {' and '.join(variables)}, then `make secrets`"

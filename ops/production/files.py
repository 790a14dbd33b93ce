"""What is missing in the other files of production: released images, sealed secrets."""

from collections.abc import Iterator

import yaml

from ops.secrets.environments import environment
from ops.secrets.external_secrets import PROVIDED, PROVIDED_TO_MONITORING
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
    missing = [image["name"] for image in yaml.safe_load(text)["images"] if "digest" not in image]
    if missing:
        yield f"{IMAGES}: no digest of {', '.join(missing)}; `make release` builds and pushes them"


def unsealed_secrets(store: Store, provided: dict[str, dict[str, str]]) -> Iterator[str]:
    """One line for each secret that only somebody else can issue, and that is not sealed yet."""
    for name, keys in provided.items():
        sealed = store.get(name)
        missing = [variable for key, variable in keys.items() if sealed is None or key not in sealed.parts]
        if missing:
            where = store.folder.relative_to(ROOT)
            yield f"{where}: {name} is not sealed; set {' and '.join(missing)}, then `make secrets`"

"""What is missing in the other files of production: released images, sealed secrets."""

from collections.abc import Iterator

import yaml

from ops.secrets.environments import environment
from ops.secrets.external_secrets import PROVIDED, PROVIDED_TO_MONITORING, Provided, missing
from ops.secrets.generated_secrets import USES
from ops.secrets.store import Store
from ops.shell import ROOT

IMAGES = "argocd/production/images/kustomization.yaml"


def problems() -> list[str]:
    production = environment("production")
    return [
        *unreleased_images((ROOT / IMAGES).read_text()),
        *missing_keys(production.store),
        *unsealed_secrets(production.store, PROVIDED),
        *unsealed_secrets(production.store_of_monitoring, PROVIDED_TO_MONITORING),
    ]


def unreleased_images(text: str) -> Iterator[str]:
    """One line if images have no digest yet."""
    without = [image["name"] for image in yaml.safe_load(text)["images"] if "digest" not in image]
    if without:
        yield f"{IMAGES}: no digest of {', '.join(without)}; `make release` builds and pushes them"


def missing_keys(store: Store) -> Iterator[str]:
    """One line if an earlier version made the keys, and this one needs more."""
    keys = store.get("signing-keys")
    without = [use for use in USES if use not in keys.templates] if keys is not None else []
    if without:
        where = store.folder.relative_to(ROOT)
        yield f"{where}: signing-keys has none for {', '.join(without)}; `make secrets` adds them"


def unsealed_secrets(store: Store, provided: Provided) -> Iterator[str]:
    """One line for each secret that only somebody else can issue, and that is not sealed yet."""
    for name, variables in missing(store, provided).items():
        where = store.folder.relative_to(ROOT)
        yield f"{where}: {name} is not sealed; set {' and '.join(variables)}, then `make secrets`"

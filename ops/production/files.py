"""Finds what is missing in the other files of an environment: released images, sealed secrets."""

from collections.abc import Iterator

from functions.runtime.settings import NONE
from ops.cluster import promotion
from ops.production import destinations
from ops.secrets.environments import environment
from ops.secrets.external_secrets import OPTIONAL, PROVIDED, PROVIDED_TO_MONITORING, Provided, missing
from ops.secrets.signing_keys import USES
from ops.secrets.store import Store
from ops.shell import ROOT

# With this, `tls_secret` is `none` (docs/operations.md, First deploy).
ACME = "components/https/acme"
# What calls of servers outside of the cluster need, and the setting that is not `none` then (docs/operations.md).
OUTSIDE = {
    "components/vies": "vies_requester",
    "components/breached-passwords": "breached_passwords_url",
    "components/pictures-outside": "picture_store",
}
# With these, spans and log lines may leave the cluster (docs/telemetry.md).
SPANS_OUTSIDE, LOGS_OUTSIDE = "components/spans-outside", "components/logs-outside"


def problems(name: str) -> list[str]:
    """One line for each problem of the environment of this name."""
    checked, images = environment(name), promotion.path(name)
    return [
        *(f"{images}: {problem}" for problem in unreleased_images((ROOT / images).read_text(), name)),
        *missing_keys(checked.store),
        *unsealed_secrets(checked.store, PROVIDED),
        *unsealed_secrets(checked.store_of_monitoring, PROVIDED_TO_MONITORING),
    ]


def unreleased_images(text: str, environment: str) -> Iterator[str]:
    """One line if images have no digest yet."""
    if without := promotion.without_digest(text):
        made = "`make promote` copies those of staging" if environment == "production" else "`make release` builds them"
        yield f"no digest of {', '.join(without)}; {made}"


def unmatched_certificate(backend: str, tls_secret: str) -> Iterator[str]:
    """One line if the layer's kustomization and the setting disagree about who obtains the certificate."""
    is_acme = ACME in backend
    if is_acme != (tls_secret == NONE):
        said = f"has {ACME}" if is_acme else f"has no {ACME}"
        yield f"`tls_secret: {tls_secret}`, but the layer 20-backend {said}; docs/operations.md says what goes together"


def unmatched_way_out(layer: str, component: str, setting: str, value: str) -> Iterator[str]:
    """One line if NetworkPolicies block data that the settings send outside of the cluster, or allow it needlessly."""
    is_needed = destinations.is_outside(value)
    return _unmatched(layer, component, is_needed, f"{setting}: {value}", "docs/telemetry.md")


def unmatched_component(backend: str, component: str, setting: str, value: str) -> Iterator[str]:
    """One line if NetworkPolicies block what a setting names, or allow it although the setting is `none`."""
    return _unmatched(backend, component, value != NONE, f"{setting}: {value}", "docs/operations.md")


def _unmatched(layer: str, component: str, is_needed: bool, said: str, page: str) -> Iterator[str]:
    has = component in layer
    if has != is_needed:
        what = "is there, and nothing needs it" if has else "is needed for its NetworkPolicy"
        yield f"`{said}`, but the component {component} {what}; {page} says where it goes"


def missing_keys(store: Store) -> Iterator[str]:
    """One line if the keys were made by an earlier version, and this one needs more."""
    keys = store.get("signing-keys")
    without = [use for use in USES if use not in keys.templates] if keys is not None else []
    if without:
        where = store.folder.relative_to(ROOT)
        yield f"{where}: signing-keys has none for {', '.join(without)}; `make secrets` adds them"


def unsealed_bucket_keys(name: str, picture_store: str) -> Iterator[str]:
    """One line if the environment of this name has a bucket of pictures, and not its keys."""
    if picture_store != NONE:
        yield from unsealed_secrets(environment(name).store, OPTIONAL)


def unsealed_secrets(store: Store, provided: Provided) -> Iterator[str]:
    """One line for each secret that only another party can issue and that is not sealed yet."""
    for name, variables in missing(store, provided).items():
        where = store.folder.relative_to(ROOT)
        yield f"{where}: {name} is not sealed; set {' and '.join(variables)}, then `make secrets`"

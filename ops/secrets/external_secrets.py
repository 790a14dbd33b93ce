"""Seals the secrets that others issue: mail servers, the payment provider, the stores of backups and pictures."""

from collections.abc import Mapping

from ops.secrets.sealed import Seal, Sealed
from ops.secrets.store import Store

BACKUP_STORE = {"access_key": "BACKUP_STORE_ACCESS_KEY", "secret_key": "BACKUP_STORE_SECRET_KEY"}
# Secrets that others issue: Secret → key → environment variable with its value.
PROVIDED = {
    "mail": {"url": "SMTP_URL"},
    # During a rotation Stripe signs with two secrets: provide both, newest first.
    "backup-store": BACKUP_STORE,
    "payment-provider": {"secret_key": "STRIPE_SECRET_KEY", "webhook_keys": "STRIPE_WEBHOOK_SECRETS"},
}
# Of stores and services that a shop may do without.
OPTIONAL = {"picture-store": {"access_key": "PICTURE_STORE_ACCESS_KEY", "secret_key": "PICTURE_STORE_SECRET_KEY"}}
# The first, in the monitoring namespace.
PROVIDED_TO_MONITORING = {"alerts-mail": {"password": "ALERTS_SMTP_PASSWORD"}}


Provided = Mapping[str, Mapping[str, str]]


def seal_provided(store: Store, seal: Seal, environ: Mapping[str, str], provided: Provided = PROVIDED) -> list[str]:
    """Seals the secrets that others issue, from the environment; returns the variables that are still missing."""
    for name, keys in provided.items():
        for key, variable in keys.items():
            if value := environ.get(variable, ""):
                store.put((store.get(name) or Sealed(name)).with_part(key, seal(name, value)))
    return [variable for variables in missing(store, provided).values() for variable in variables]


def missing(store: Store, provided: Provided = PROVIDED) -> dict[str, list[str]]:
    """The secrets with values that are not sealed yet, and the variables that supply these values."""
    found = {}
    for name, keys in provided.items():
        sealed = store.get(name) or Sealed(name)
        if variables := [variable for key, variable in keys.items() if key not in sealed.parts]:
            found[name] = variables
    return found

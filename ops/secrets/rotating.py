"""Replaces a secret while the shop serves: which there are, and how each is replaced."""

import json
from collections.abc import Mapping

from db.rights import ROLES
from functions.identity.keys.key_rotation import new_jwk
from ops.secrets import external_secrets, logins, secret_templates, shared_keys, tokens
from ops.secrets.external_secrets import GIVEN, USES, Seal
from ops.secrets.steps import Step
from ops.secrets.store import Store

# From the commit on: time for a review, for Argo CD, and for the pods that get it.
TOKEN_DELAY_SECONDS = 3600


def names() -> list[str]:
    """Everything that can be rotated."""
    return sorted([*map(secret_templates.secret_of, ROLES), "database-owner", *USES, "token", *GIVEN])


def rotate(name: str, store: Store, seal: Seal, *, now: int, environ: Mapping[str, str]) -> Step:
    """Takes the next step. Raises KeyError where there is no such secret yet, ValueError where a value of somebody
    else's is needed."""
    if name == "database-owner":
        store.put(secret_templates.owner(store.known(name), seal(name, external_secrets.new_password())))
        return Step("the next run of the Job database-deploy logs in with the old password and sets the new one.")
    if name == "token":
        known = store.known("token-keys")
        jwk = seal(known.name, json.dumps(new_jwk()))
        store.put(tokens.with_key(known, jwk, now, delay_seconds=TOKEN_DELAY_SECONDS))
        done = "a new key is published; it signs an hour from now, and the others end with their last token."
        return Step(done, secret=known.name)
    if name in GIVEN:
        return _replace_given(name, store, seal, environ)
    if name in USES:
        return shared_keys.next_step(name, store, seal)
    return logins.next_step(name.removeprefix("database-").replace("-", "_"), store, seal)


def _replace_given(name: str, store: Store, seal: Seal, environ: Mapping[str, str]) -> Step:
    """Both are valid at whoever issued them, until the old one is withdrawn there."""
    sealed, settings = store.known(name), GIVEN[name]
    given = {key: environ[setting] for key, setting in settings.items() if environ.get(setting)}
    if not given:
        raise ValueError(f"give the new value in {' or '.join(settings.values())}")
    for key, value in given.items():
        sealed = sealed.with_part(key, seal(name, value))
    store.put(sealed)
    return Step("new pods use what was given.", "withdraw the old one at its issuer", name)

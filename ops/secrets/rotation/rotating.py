"""Rotates the shop's secrets without interrupting it."""

import json
from collections.abc import Iterable, Mapping

from functions.identity.keys.key_rotation import new_jwk
from ops.errors import CommandError
from ops.secrets import generated_secrets, logins, secret_templates, tokens, trigger_keys
from ops.secrets.certificates import authority
from ops.secrets.external_secrets import OPTIONAL, PROVIDED
from ops.secrets.rotation import key_pairs, release_before, shared_keys
from ops.secrets.rotation.steps import Step
from ops.secrets.sealed import Seal
from ops.secrets.signing_keys import ONCE_OF_CALLERS, PAIRS, USES
from ops.secrets.store import Store

# Time from the commit for a review, for Argo CD's sync, and for pods to read the key.
TOKEN_DELAY_SECONDS = 3600
ISSUED = PROVIDED | OPTIONAL
IN_SIGNING_KEYS = (*USES, trigger_keys.NAME, release_before.NAME)


def names(roles: Iterable[str]) -> list[str]:
    """The names of all secrets that can be rotated, where the database has logins of these roles."""
    of_the_database = [*map(secret_templates.secret_of, roles), "database-owner", authority.AUTHORITY]
    return sorted([*of_the_database, *IN_SIGNING_KEYS, "token", *ISSUED])


def rotate(name: str, store: Store, seal: Seal, *, now: int, environ: Mapping[str, str]) -> Step:
    """Takes the next step; raises KeyError if there is no such secret, ValueError if the issuer's value is missing."""
    if name == "database-owner":
        store.put(secret_templates.owner(store.require(name), seal(name, generated_secrets.new_password())))
        return Step("the next run of the Job database-deploy logs in with the old password and sets the new one.")
    if name == "token":
        known = store.require("token-keys")
        jwk = seal(known.name, json.dumps(new_jwk()))
        store.put(tokens.with_key(known, jwk, now, delay_seconds=TOKEN_DELAY_SECONDS))
        done = "a new key is published and signs in an hour; the others are valid until their last token expires."
        return Step(done, secret=known.name)
    if name == authority.AUTHORITY:
        return authority.next_step(store, seal, now=now)
    if name in ISSUED:
        return _replace_provided(name, store, seal, environ)
    if name in IN_SIGNING_KEYS:
        return _next_of_signing_keys(name, store, seal)
    return logins.next_step(name.removeprefix("database-").replace("-", "_"), store, seal)


def _next_of_signing_keys(name: str, store: Store, seal: Seal) -> Step:
    if name == release_before.NAME:
        return release_before.next_step(store)
    if name == trigger_keys.NAME:
        return trigger_keys.next_step(store, seal)
    if name in ONCE_OF_CALLERS and not release_before.is_ended(store):
        raise CommandError(f"{name}: end what the release before signs with first (NAME={release_before.NAME}).")
    return key_pairs.next_step(name, store, seal) if name in PAIRS else shared_keys.next_step(name, store, seal)


def _replace_provided(name: str, store: Store, seal: Seal, environ: Mapping[str, str]) -> Step:
    """Seals the new value; the issuer accepts the old one too until it is withdrawn there."""
    sealed, settings = store.require(name), ISSUED[name]
    provided = {key: environ[setting] for key, setting in settings.items() if environ.get(setting)}
    if not provided:
        raise ValueError(f"set {' or '.join(settings.values())} to the new value")
    for key, value in provided.items():
        sealed = sealed.with_part(key, seal(name, value))
    store.put(sealed)
    return Step("new pods use the new value.", "withdraw the old one at its issuer", name)

"""Creates and seals the secrets that the shop generates and that do not exist yet.

Values are sealed at once and cannot be read back.
"""

import json
import secrets
from collections.abc import Collection
from dataclasses import replace

from db.rights import ROLES, TEST_ONLY, logins
from functions.identity.keys.key_rotation import new_jwk
from ops.secrets import signing_keys, tokens, trigger_keys
from ops.secrets.certificates import authority
from ops.secrets.external_secrets import BACKUP_STORE
from ops.secrets.sealed import Seal, Sealed
from ops.secrets.secret_templates import backup_store, owner, owner_urls, secret_of, urls, used_login, with_users
from ops.secrets.store import Store

# Reserved for examples (RFC 6761): no mail to it is ever delivered.
DEMO_DOMAIN = "demo.example"
DEMO_ROLES = ("shopper", "staff", "admin")


def create_missing(store: Store, seal: Seal, *, now: int, roles: Collection[str] = ROLES) -> list[str]:
    """Creates the missing secrets that the shop generates itself, with logins of these roles; returns their names."""
    before = {sealed.name for sealed in store}
    if store.get("database-owner") is None:
        store.put(owner(Sealed("database-owner"), seal("database-owner", new_password())))
    for role in roles:
        _create_login(role, store, seal)
    _update_urls(store, roles)
    authority.create(store, seal, now=now)
    if store.get("backup-store") is None:
        store.put(backup_store(seal("backup-store", new_password())))
    signing_keys.create_missing(store, seal)
    trigger_keys.create_missing(store, seal)
    if store.get("token-keys") is None:
        store.put(
            tokens.with_key(Sealed("token-keys"), seal("token-keys", json.dumps(new_jwk())), now, delay_seconds=0)
        )
    return sorted({sealed.name for sealed in store} - before)


def create_grafana_admin(store: Store, seal: Seal) -> list[str]:
    """Creates the password of Grafana's administrator, in the monitoring namespace."""
    if store.get("grafana-admin") is not None:
        return []
    store.put(Sealed("grafana-admin", {"password": seal("grafana-admin", secrets.token_urlsafe(24))}))
    return ["grafana-admin"]


def create_backup_store_login(store: Store, seal: Seal) -> None:
    """Creates the login of the local cluster's own store of backups."""
    sealed = store.require("backup-store")
    for key in BACKUP_STORE:
        if key not in sealed.parts:
            sealed = sealed.with_part(key, seal(sealed.name, new_password()))
    store.put(sealed)


def create_demo_logins(store: Store, seal: Seal) -> None:
    """Creates logins for a demo shop; never used in production."""
    if store.get("demo-logins") is None:
        found = {role: {"email": f"{role}@{DEMO_DOMAIN}", "password": secrets.token_urlsafe(12)} for role in DEMO_ROLES}
        store.put(Sealed("demo-logins").with_part("logins.json", seal("demo-logins", json.dumps(found))))


def new_password() -> str:
    return secrets.token_hex(24)


def remove_test_logins(store: Store) -> None:
    """Removes the logins of roles that are only for tests, which an earlier version also created in production."""
    for role in TEST_ONLY:
        if store.get(secret_of(role)) is not None:
            roles = store.require("database-roles")
            for login in logins(role):
                roles = roles.without_part(login)
            store.put(with_users(roles))
            store.remove(secret_of(role))


def _update_urls(store: Store, roles: Collection[str]) -> None:
    """Brings the URLs in Secrets of an earlier version up to date; the passwords stay."""
    known = store.require("database-owner")
    store.put(replace(known, templates=owner_urls(known)))
    for role in roles:
        known = store.require(secret_of(role))
        store.put(replace(known, templates=urls(role, used_login(role, known))))


def _create_login(role: str, store: Store, seal: Seal) -> None:
    """Creates a database password, sealed for PgBouncer and PostgreSQL, and for the functions that log in."""
    name, login = secret_of(role), logins(role)[0]
    if store.get(name) is None:
        password = new_password()
        roles = store.get("database-roles") or Sealed("database-roles")
        store.put(with_users(roles.with_part(login, seal(roles.name, password))))
        store.put(Sealed(name, {login: seal(name, password)}, urls(role, login)))

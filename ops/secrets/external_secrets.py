"""Which secrets the shop has, and how each is made for the first time. What is there stays.

A value is known here for as long as it takes to seal it; nothing reads one back.
"""

import base64
import json
import secrets
from collections.abc import Callable, Mapping

from db.rights import ROLES, logins
from functions.identity.keys.key_rotation import new_jwk
from ops.secrets import tokens
from ops.secrets.sealed import Sealed
from ops.secrets.secret_templates import owner, secret_of, urls, with_users
from ops.secrets.store import Store

# Encrypts the value of a key in the Secret of this name.
Seal = Callable[[str, str], str]

USES = ("caller", "event", "webhook")
# What somebody else issues: Secret → its key → the setting that brings it here.
GIVEN = {
    "mail": {"url": "SMTP_URL"},
    # Stripe signs with two secrets while one replaces another: give both, newest first.
    "payment-provider": {"secret_key": "STRIPE_SECRET_KEY", "webhook_keys": "STRIPE_WEBHOOK_SECRETS"},
}
# Reserved for such use (RFC 6761): no mail to it ever leaves.
DEMO_DOMAIN = "demo.example"
DEMO_ROLES = ("shopper", "staff", "admin")


def make_missing(store: Store, seal: Seal, *, now: int) -> list[str]:
    """Makes every secret that the shop can make for itself, and says which were new."""
    before = {sealed.name for sealed in store}
    if store.get("database-owner") is None:
        store.put(owner(Sealed("database-owner"), seal("database-owner", new_password())))
    for role in ROLES:
        _make_login(role, store, seal)
    if store.get("signing-keys") is None:
        keys = Sealed("signing-keys")
        for use in USES:
            keys = keys.with_part(f"{use}_1", seal(keys.name, new_key())).with_made(use, f"{{{{ .{use}_1 }}}}")
        store.put(keys)
    if store.get("token-keys") is None:
        store.put(
            tokens.with_key(Sealed("token-keys"), seal("token-keys", json.dumps(new_jwk())), now, delay_seconds=0)
        )
    return sorted({sealed.name for sealed in store} - before)


def take_given(store: Store, seal: Seal, environ: Mapping[str, str]) -> list[str]:
    """Seals what others issue, as far as it is given and new; returns the settings that are still missing."""
    missing = []
    for name, keys in GIVEN.items():
        for key, setting in keys.items():
            sealed = store.get(name) or Sealed(name)
            if value := environ.get(setting, ""):
                store.put(sealed.with_part(key, seal(name, value)))
            elif key not in sealed.parts:
                missing.append(setting)
    return missing


def make_grafana_admin(store: Store, seal: Seal) -> list[str]:
    """Who may change Grafana, where the overlay has one; in the namespace that watches."""
    if store.get("grafana-admin") is not None:
        return []
    store.put(Sealed("grafana-admin", {"password": seal("grafana-admin", secrets.token_urlsafe(24))}))
    return ["grafana-admin"]


def make_demo_logins(store: Store, seal: Seal) -> None:
    """Who can log in to a demo; not for a shop that earns money."""
    if store.get("demo-logins") is None:
        found = {role: {"email": f"{role}@{DEMO_DOMAIN}", "password": secrets.token_urlsafe(12)} for role in DEMO_ROLES}
        store.put(Sealed("demo-logins").with_part("logins.json", seal("demo-logins", json.dumps(found))))


def new_password() -> str:
    return secrets.token_hex(24)


def new_key() -> str:
    return base64.b64encode(secrets.token_bytes(32)).decode()


def _make_login(role: str, store: Store, seal: Seal) -> None:
    """One password, sealed for both sides: who checks it, and who shows it."""
    name, login = secret_of(role), logins(role)[0]
    if store.get(name) is None:
        password = new_password()
        roles = store.get("database-roles") or Sealed("database-roles")
        store.put(with_users(roles.with_part(login, seal(roles.name, password))))
        store.put(Sealed(name, {login: seal(name, password)}, urls(role, login)))

"""Makes and rotates the database's certificates and the authority that clients trust.

The authority's private key is not kept. A rotation makes another authority with new certificates, and clients trust
both until every server uses its new one.
"""

from ops.secrets.certificates.issuing import Authority
from ops.secrets.rotation.steps import AGAIN, PUBLISHED, USED, Step
from ops.secrets.sealed import SHOP, Seal, Sealed
from ops.secrets.store import Store

AUTHORITY = "database-ca"
# The Secrets with a certificate, and the host that it is for.
HOSTS = {
    "postgres-tls": "postgres-primary",
    "pgbouncer-tls": "pgbouncer",
    "object-store-tls": "object-store",
    "backup-tls": "backup",
}


def create(store: Store, seal: Seal, *, now: int) -> None:
    """Makes authority and certificates unless they exist."""
    if store.get(AUTHORITY) is None:
        _issue(1, store, seal, now)
        _trust(store, 1)
        _use(store, 1)


def next_step(store: Store, seal: Seal, *, now: int) -> Step:
    authority = store.require(AUTHORITY)
    old, *others = sorted(int(part.removeprefix("ca_")) for part in authority.parts)
    match authority.states.get(AUTHORITY):
        case None:
            _issue(old + 1, store, seal, now)
            _trust(store, old, old + 1, state=PUBLISHED)
            return Step("1 of 3: clients trust another authority too; no server uses it yet.", AGAIN, AUTHORITY)
        case "published":
            _use(store, *others)
            _trust(store, old, *others, state=USED)
            return Step("2 of 3: servers use new certificates; clients still trust the old ones.", AGAIN)
        case _:
            for name in (AUTHORITY, *HOSTS):
                _forget(old, store, name)
            _trust(store, *others)
            return Step("3 of 3: the old authority is no longer trusted.", secret=AUTHORITY)


def _issue(number: int, store: Store, seal: Seal, now: int) -> None:
    """Adds another authority and its certificates to the Secrets."""
    authority = Authority.new("CloudShop database", now)
    known = store.get(AUTHORITY) or Sealed(AUTHORITY)
    store.put(known.with_part(f"ca_{number}", seal(AUTHORITY, authority.certificate)))
    for name, host in HOSTS.items():
        certificate, key = authority.issue(name.removesuffix("-tls"), [host, f"{host}.{SHOP}"])
        known = (store.get(name) or Sealed(name)).with_part(f"crt_{number}", seal(name, certificate))
        store.put(known.with_part(f"key_{number}", seal(name, key)))


def _trust(store: Store, *numbers: int, state: str = "") -> None:
    listed = "".join(f"{{{{ .ca_{number} }}}}" for number in numbers)
    store.put(store.require(AUTHORITY).with_template("ca.crt", listed).with_state(AUTHORITY, state))


def _use(store: Store, number: int) -> None:
    for name in HOSTS:
        sealed = store.require(name).with_template("tls.crt", f"{{{{ .crt_{number} }}}}")
        store.put(sealed.with_template("tls.key", f"{{{{ .key_{number} }}}}"))


def _forget(number: int, store: Store, name: str) -> None:
    sealed = store.require(name)
    for kind in ("ca", "crt", "key"):
        sealed = sealed.without_part(f"{kind}_{number}")
    store.put(sealed)

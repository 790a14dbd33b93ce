"""Development secrets, made once and kept in the cluster only: nothing of them is on the disk or in Git."""

import base64
import json
import secrets
import tempfile
import time
from pathlib import Path

from cluster.tools import SHOP, apply, get
from db.rights import CONTEXTS, OBSERVER, ROLES

# Reserved for such use (RFC 6761): no mail to it ever leaves.
DEMO_DOMAIN = "demo.example"
DEMO_ROLES = ("shopper", "staff", "admin")


def ensure() -> str | None:
    """Makes what is missing; what is there stays, so that the database's volume fits its passwords."""
    known = {item["metadata"]["name"]: _decoded(item["data"]) for item in get("secrets", "-n", SHOP)["items"]}
    made = {name: make() for name, make in SOURCES.items() if name not in known}
    roles = (known | made)["database-roles"]
    # A role that came later gets its password now.
    roles |= {role: secrets.token_hex(24) for role in ROLES if role not in roles}
    owner = (known | made)["database-owner"]
    wanted = made | {
        "database-roles": {**roles, "userlist.txt": _users(roles)},
        "database-owner": {**owner, "url": _url("cloudshop", owner["password"], "postgres")},
        **{
            f"database-{context.replace('_', '-')}": {"url": _url(context, roles[context], "pgbouncer")}
            for context in CONTEXTS
        },
        # Who watches must see the one also while the other is down.
        f"database-{OBSERVER}": {host: _url(OBSERVER, roles[OBSERVER], host) for host in ("postgres", "pgbouncer")},
    }
    apply(json.dumps({"apiVersion": "v1", "kind": "List", "items": [_secret(*each) for each in wanted.items()]}))
    return f"made {', '.join(made)}" if made else "all there"


def _token_keys() -> dict[str, str]:
    from functions.identity.key_rotation import add_key

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "keys.json"
        add_key(path, now=int(time.time()), delay_seconds=0)
        return {"keys.json": path.read_text()}


def _demo_logins() -> dict[str, str]:
    logins = {role: {"email": f"{role}@{DEMO_DOMAIN}", "password": secrets.token_urlsafe(12)} for role in DEMO_ROLES}
    return {"logins.json": json.dumps(logins)}


SOURCES = {
    "database-owner": lambda: {"password": secrets.token_hex(24)},
    "database-roles": lambda: {role: secrets.token_hex(24) for role in ROLES},
    "signing-keys": lambda: {use: _key() for use in ("caller", "event", "webhook")},
    "token-keys": _token_keys,
    "demo-logins": _demo_logins,
}


def _key() -> str:
    return base64.b64encode(secrets.token_bytes(32)).decode()


def _users(roles: dict[str, str]) -> str:
    return "".join(f'"{role}" "{roles[role]}"\n' for role in ROLES)


def _named(context: str) -> str:
    return f"database-{context.replace('_', '-')}"


def _url(role: str, password: str, host: str) -> str:
    return f"postgresql+psycopg://{role}:{password}@{host}:5432/cloudshop"


def demo_logins() -> dict[str, dict[str, str]]:
    """Who can log in to the demo, by role."""
    logins: dict[str, dict[str, str]] = json.loads(
        _decoded(get("secret", "demo-logins", "-n", SHOP)["data"])["logins.json"]
    )
    return logins


def _decoded(data: dict[str, str]) -> dict[str, str]:
    return {key: base64.b64decode(value).decode() for key, value in data.items()}


def _secret(name: str, data: dict[str, str]) -> dict[str, object]:
    metadata = {"name": name, "namespace": SHOP}
    return {"apiVersion": "v1", "kind": "Secret", "metadata": metadata, "stringData": data}

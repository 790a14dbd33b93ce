"""What the database's Secrets are made of: who logs in where, and as whom."""

from db.rights import OBSERVER
from ops.secrets.sealed import Sealed


def owner(known: Sealed, ciphertext: str) -> Sealed:
    """The database's owner with a new password; the one before goes along, since somebody must log in to replace it."""
    sealed = (
        Sealed(known.name).with_part("password", ciphertext).with_made("url", url("cloudshop", "password", "postgres"))
    )
    if before := known.parts.get("password"):
        sealed = sealed.with_part("password_before", before)
        sealed = sealed.with_made("url_before", url("cloudshop", "password_before", "postgres"))
    return sealed


def secret_of(role: str) -> str:
    """The Secret that tells whoever acts as the role how to reach the database."""
    return f"database-{role.replace('_', '-')}"


def urls(role: str, login: str) -> dict[str, str]:
    """What that Secret says. Who watches must see the one also while the other is down."""
    if role == OBSERVER:
        return {host: url(login, login, host) for host in ("postgres", "pgbouncer")}
    return {"url": url(login, login, "pgbouncer")}


def url(login: str, part: str, host: str) -> str:
    return f"postgresql+psycopg://{login}:{{{{ .{part} }}}}@{host}:5432/cloudshop"


def with_users(roles: Sealed) -> Sealed:
    """With PgBouncer's list of who may come, made of all passwords."""
    users = "".join(f'"{login}" "{{{{ .{login} }}}}"\n' for login in sorted(roles.parts))
    return roles.with_made("userlist.txt", users)

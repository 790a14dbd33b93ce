"""The templates of the database's Secrets: connection URLs and PgBouncer's list of users."""

from db.rights import OBSERVER
from ops.secrets.sealed import Sealed


def owner(known: Sealed, ciphertext: str) -> Sealed:
    """The owner's Secret with a new password and the previous one, with which the Job logs in to replace it."""
    sealed = (
        Sealed(known.name)
        .with_part("password", ciphertext)
        .with_template("url", url("cloudshop", "password", "postgres"))
    )
    if before := known.parts.get("password"):
        sealed = sealed.with_part("password_before", before)
        sealed = sealed.with_template("url_before", url("cloudshop", "password_before", "postgres"))
    return sealed


def secret_of(role: str) -> str:
    """The name of the Secret with the role's connection URL."""
    return f"database-{role.replace('_', '-')}"


def urls(role: str, login: str) -> dict[str, str]:
    """The URLs in the role's Secret. The observer has one for each server, to watch one while the other is down."""
    if role == OBSERVER:
        return {host: url(login, login, host) for host in ("postgres", "pgbouncer")}
    return {"url": url(login, login, "pgbouncer")}


def url(login: str, part: str, host: str) -> str:
    return f"postgresql+psycopg://{login}:{{{{ .{part} }}}}@{host}:5432/cloudshop"


def with_users(roles: Sealed) -> Sealed:
    """Adds PgBouncer's list of users, with all passwords."""
    users = "".join(f'"{login}" "{{{{ .{login} }}}}"\n' for login in sorted(roles.parts))
    return roles.with_template("userlist.txt", users)

"""Writes the templates of the database's Secrets: connection URLs, PgBouncer's list of users, pgBackRest's settings."""

from dataclasses import replace

from db.rights import OBSERVER, logins
from ops.secrets.sealed import Sealed

# The Service of the server that takes writes.
PRIMARY = "postgres-primary"
BACKUP_STORE = """\
[global]
repo1-s3-key={{ .access_key }}
repo1-s3-key-secret={{ .secret_key }}
repo1-cipher-pass={{ .passphrase }}
"""


def owner(known: Sealed, ciphertext: str) -> Sealed:
    """The owner's Secret with a new password and the previous one, with which the Job logs in to replace it."""
    sealed = Sealed(known.name).with_part("password", ciphertext)
    if before := known.parts.get("password"):
        sealed = sealed.with_part("password_before", before)
    return replace(sealed, templates=owner_urls(sealed))


def owner_urls(known: Sealed) -> dict[str, str]:
    return {part.replace("password", "url"): url("cloudshop", part, PRIMARY) for part in known.parts}


def secret_of(role: str) -> str:
    """The name of the Secret with the role's connection URL."""
    return f"database-{role.replace('_', '-')}"


def urls(role: str, login: str) -> dict[str, str]:
    """The URLs in the role's Secret. The observer has one for each server, to watch one while the other is down."""
    if role == OBSERVER:
        return {"postgres": url(login, login, PRIMARY), "pgbouncer": url(login, login, "pgbouncer")}
    return {"url": url(login, login, "pgbouncer")}


def used_login(role: str, known: Sealed) -> str:
    """The login in the URLs of the role's Secret; a rotation prepares the other one."""
    (used,) = {login for login in logins(role) for each in known.templates.values() if f"//{login}:" in each}
    return used


def url(login: str, part: str, host: str) -> str:
    """The URL of a server whose certificate is checked; without a trusted authority, no connection is made."""
    return f"postgresql+psycopg://{login}:{{{{ .{part} }}}}@{host}:5432/cloudshop?sslmode=verify-full"


def with_users(roles: Sealed) -> Sealed:
    """Adds PgBouncer's list of users, with all passwords."""
    users = "".join(f'"{login}" "{{{{ .{login} }}}}"\n' for login in sorted(roles.parts))
    return roles.with_template("userlist.txt", users)


def backup_store(passphrase: str) -> Sealed:
    """The Secret for storing backups, to which the store's login is added; each backup needs its passphrase."""
    return Sealed("backup-store").with_part("passphrase", passphrase).with_template("secrets.conf", BACKUP_STORE)

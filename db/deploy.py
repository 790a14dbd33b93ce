"""`python -m db.deploy`: migrates the database to this version, and grants each role its rights.

DATABASE_URL is the owner's, and DATABASE_URL_BEFORE has the owner's previous password. ROLE_PASSWORDS names a folder
with one file per login, and LOGINS lists the logins to enable. Safe to repeat, and safe while functions of the previous
version run. SHOP_CURRENCY is the operator's currency; prices in another one are refused.
"""

import os
import time
from collections.abc import Sequence
from pathlib import Path

from sqlalchemy import Connection, create_engine, make_url, text
from sqlalchemy.exc import OperationalError

from db.emitters import may_emit
from db.own_rows import SHOPPERS, create_role, set_policies
from db.rights import ROLES, SCHEMAS, logins, statements
from db.schema import migrate
from db.shopper_roles import CONTEXTS, shopper_role

# The kubelet updates a mounted Secret within this time.
SECRET_SECONDS_MAX = 120
_OTHER_CURRENCIES = """
    SELECT v.currency, count(DISTINCT p.id) AS products
    FROM catalog.variants v JOIN catalog.products p ON p.id = v.product_id
    WHERE v.currency <> :currency AND p.state <> 'archived' GROUP BY v.currency ORDER BY v.currency
"""


def grant_rights(connection: Connection, passwords: dict[str, str]) -> None:
    """Creates missing logins, sets passwords, rights and permitted events, and disables logins without a password.

    Each context that reads rows of shoppers gets a role that is limited to them (db/own_rows.py).
    """
    known = set(connection.scalars(text("SELECT rolname FROM pg_roles")))
    for role in ROLES:
        for login in logins(role):
            if login in passwords:
                connection.execute(text(f"{'ALTER' if login in known else 'CREATE'} ROLE {login} LOGIN"))
                _set_password(connection, login, passwords[login])
                for statement in statements(role, SCHEMAS, login):
                    connection.execute(text(statement))
            elif login in known:
                connection.execute(text(f"ALTER ROLE {login} NOLOGIN PASSWORD NULL"))
    connection.execute(text(may_emit()))
    _create_shopper_roles(connection, passwords)


def _create_shopper_roles(connection: Connection, passwords: dict[str, str]) -> None:
    create_role(connection, SHOPPERS)
    for context in CONTEXTS:
        role = str(shopper_role(context))
        create_role(connection, role)
        for statement in statements(context, SCHEMAS, role):
            connection.execute(text(statement))
        connection.execute(text(f"GRANT {SHOPPERS} TO {role}"))
        for login in sorted({*logins(context)} & passwords.keys()):
            # By name only: with its rights, the policies would count for the login, too.
            connection.execute(text(f"GRANT {role} TO {login} WITH INHERIT FALSE, SET TRUE"))


def read_passwords(folder: Path, expected: Sequence[str], *, wait_seconds: float) -> dict[str, str]:
    """Reads the passwords of exactly these logins; waits while the mounted Secret is out of date."""
    until = time.monotonic() + wait_seconds
    known = {login for role in ROLES for login in logins(role)}
    while (found := {path.name for path in folder.iterdir()} & known) != {*expected}:
        if time.monotonic() > until:
            raise SystemExit(f"The Secret has passwords of {sorted(found)}; {sorted(expected)} are expected.")
        time.sleep(0.5)
    return {login: (folder / login).read_text().strip() for login in expected}


def adopt_owner_password(url: str, before: str) -> None:
    """Sets the owner's password to the one in `url`, if the database still has the previous one."""
    try:
        _connect(url)
    except OperationalError:
        if not before:
            raise
        owner = make_url(url)
        assert owner.username and owner.password  # noqa: PT018 - both are part of every owner's address
        _connect(before, owner.username, str(owner.password))


def _connect(url: str, role: str = "", password: str = "") -> None:
    engine = create_engine(url)
    with engine.begin() as connection:
        if role:
            _set_password(connection, role, password)
    engine.dispose()


def _set_password(connection: Connection, role: str, password: str) -> None:
    # ALTER ROLE takes no parameters; the driver writes the literal.
    from psycopg import sql

    raw = connection.connection.driver_connection
    assert raw is not None
    change = sql.SQL("ALTER ROLE {} PASSWORD {}").format(sql.Identifier(role), sql.Literal(password))
    raw.cursor().execute(change)


def refuse_other_currency(connection: Connection, currency: str) -> None:
    """Ends the process if unarchived products have prices in another currency than the operator's.

    The shop would treat these amounts as amounts in the operator's currency.
    """
    if currency in ("", "unset"):
        raise SystemExit(
            "Set `currency` in argocd/<environment>/shop/shop.yaml; `make production-check` says what it may be."
        )
    other = connection.execute(text(_OTHER_CURRENCIES), {"currency": currency}).all()
    if other:
        raise SystemExit(
            f"`currency` of shop.yaml is {currency}, but there are prices of "
            + ", ".join(f"{found.products} products in {found.currency}" for found in other)
            + ". Archive these products under the old currency, and import them with new prices under the new one."
        )


def main() -> None:
    url, folder = os.environ["DATABASE_URL"], Path(os.environ["ROLE_PASSWORDS"])
    adopt_owner_password(url, os.environ.get("DATABASE_URL_BEFORE", ""))
    migrate(url)
    passwords = read_passwords(folder, os.environ["LOGINS"].split(), wait_seconds=SECRET_SECONDS_MAX)
    engine = create_engine(url)
    with engine.begin() as connection:
        grant_rights(connection, passwords)
        refuse_other_currency(connection, os.environ["SHOP_CURRENCY"])
    set_policies(engine)
    engine.dispose()


if __name__ == "__main__":
    main()

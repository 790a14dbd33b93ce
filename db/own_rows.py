"""Limits shoppers to their own rows in the database itself: a second lock behind the checks of operations.

The transaction of a shopper's request takes its context's role for shoppers, which has the context's rights, but sees
only the rows that these policies show to it. All other work keeps the context's own role, for which they do not count.
"""

from sqlalchemy import Connection, Engine, text

from db.shopper_roles import own_setting

# Every role for shoppers is a member of this one, which the policies name.
SHOPPERS = "shoppers"


def _is(name: str) -> str:
    # A setting that an earlier transaction of the connection had is empty.
    return f"nullif(current_setting('{own_setting(name)}', true), '')"


_IS_ACCOUNTS = f"account_id = {_is('account')}::uuid"
# The condition under which a shopper sees a row, and may change or delete it. Inserting is not limited: a guest's order
# or cart is of nobody who is known yet. Lines, payments and documents are found by way of their order.
OWN_ROWS = {
    "cart.carts": f"{_IS_ACCOUNTS} OR token_sha256 = decode({_is('cart')}, 'hex')",
    "cart.items": "cart_id IN (SELECT id FROM cart.carts)",
    "identity.accounts": f"id = {_is('account')}::uuid",
    "identity.known_devices": _IS_ACCOUNTS,
    "identity.mail_links": _IS_ACCOUNTS,
    "identity.sessions": _IS_ACCOUNTS,
    "orders.orders": f"{_IS_ACCOUNTS} OR account_id IS NULL AND lower(email) = lower({_is('email')})",
    "payments.customers": _IS_ACCOUNTS,
}
# Otherwise every request would wait behind a policy that waits for its table.
LOCK_TIMEOUT = "4s"
_KNOWN = text(
    "SELECT obj_description(oid, 'pg_policy') FROM pg_policy "
    "WHERE polrelid = CAST(:table AS regclass) AND polname = 'own_rows'"
)


def create_role(connection: Connection, name: str) -> None:
    """Creates the role, which nobody can log in as, unless it exists."""
    if connection.scalar(text("SELECT 1 FROM pg_roles WHERE rolname = :name"), {"name": name}) is None:
        connection.execute(text(f"CREATE ROLE {name} NOLOGIN"))


def set_policies(engine: Engine) -> None:
    """Makes the policies what they are here, table by table; one that is so already locks nothing."""
    for table, condition in OWN_ROWS.items():
        with engine.begin() as connection:
            if connection.scalar(_KNOWN, {"table": table}) != condition:
                connection.execute(text(f"SET LOCAL lock_timeout = '{LOCK_TIMEOUT}'"))
                connection.exec_driver_sql(_policy(table, condition))


def _policy(table: str, condition: str) -> str:
    comment = condition.replace("'", "''")
    return f"""
        DROP POLICY IF EXISTS every_row ON {table};
        DROP POLICY IF EXISTS own_rows ON {table};
        CREATE POLICY every_row ON {table} USING (true);
        CREATE POLICY own_rows ON {table} AS RESTRICTIVE TO {SHOPPERS} USING ({condition}) WITH CHECK (true);
        ALTER TABLE {table} ENABLE ROW LEVEL SECURITY;
        COMMENT ON POLICY own_rows ON {table} IS '{comment}';
    """

"""Defines the rights of each database role: each context has one, which writes its own schema and reads declared
tables.

One more role reads metrics and the traces of orders, and writes nothing.
"""

from db.retention import RETENTION, rights

# Each has a PostgreSQL schema of its name: rights are granted by schema, and only the owning context writes.
CONTEXTS = (
    "identity",
    "catalog",
    "cart",
    "orders",
    "inventory",
    "payments",
    "invoices",
    "notifications",
    "messaging",
    # The card simulator stands for an external provider. With its caller's role it would share that role's connections,
    # and wait for one that its caller holds while it waits for the response.
    "card_simulator",
)

# Schemas that a context writes besides the one of its name.
ALSO_OWNS = {
    "messaging": ("maintenance",),
    # What an order costs is decided in the order's transaction, by rules of orders on these data of the merchant.
    "orders": ("shipping", "taxes", "promotions"),
}
SCHEMAS = (*CONTEXTS, *(schema for others in ALSO_OWNS.values() for schema in others))

# Tables of other contexts that a context reads.
READS = {
    "cart": ("catalog.images", "catalog.products", "catalog.variants", "inventory.stock"),
    "catalog": ("inventory.stock", "inventory.version"),
    # The mails that were sent to an account, for its owner.
    "identity": ("notifications.sent_mails",),
    "inventory": ("catalog.products", "catalog.variants"),
    # Sales, shipments, releases and refunds, as they were stored.
    "invoices": (
        *("orders.closed_orders", "orders.lines", "orders.orders", "orders.refunds"),
        *("orders.release_lines", "orders.releases"),
        *("orders.return_lines", "orders.returns", "orders.transitions", "taxes.rates"),
    ),
    "notifications": ("orders.lines", "orders.orders", "orders.transitions"),
    "messaging": (
        *("catalog.planned_prices", "identity.accounts", "inventory.reservations"),
        *("orders.closed_accounts", "orders.orders"),
    ),
    "orders": ("catalog.products", "catalog.variants", "inventory.stock", "payments.ledger"),
    "payments": (
        *("inventory.reservations", "orders.closed_orders", "orders.orders", "orders.refunds", "orders.transitions"),
    ),
}

# Tables of which a context reads only some columns.
READ_COLUMNS = {
    # The names of actors in the activity log.
    ("messaging", "identity.accounts"): ("id", "email", "name"),
    # When work is due.
    ("messaging", "catalog.planned_prices"): ("due_at",),
    ("messaging", "orders.closed_accounts"): ("due_at",),
    ("identity", "notifications.sent_mails"): ("kind", "subject", "recipient", "sent_at"),
}

# Their rows are never changed or deleted; a trigger refuses it even to the owner of the tables.
APPEND_ONLY = (
    *("catalog.prices", "inventory.movements", "invoices.documents", "messaging.staff_actions", "payments.ledger"),
)

# The context whose operation purges the tables of every context, by the rules of db/retention.py and no further.
PURGING = "messaging"

# SQL functions of another context, which owns the tables that they write.
CALLS = {"messaging": ("catalog.apply_planned_prices(timestamptz, integer)",)}

# The role for metrics and traces. It reads whole tables (no columns listed), or the columns without personal data.
OBSERVER = "metrics"
ROLES = (*CONTEXTS, OBSERVER)
# Roles of functions that are only for trying the shop out: in production no pod has their password.
TEST_ONLY = ("card_simulator",)
OBSERVED: dict[str, tuple[str, ...]] = {
    "card_simulator.charges": (
        *("id", "merchant_reference", "state"),
        *("amount_minor", "captured_minor", "refunded_minor", "fee_minor", "disputes"),
    ),
    "cart.carts": ("id", "account_id"),
    "cart.items": ("cart_id",),
    "catalog.products": ("id", "state"),
    "catalog.variants": (),
    "inventory.movements": ("sku", "quantity", "at"),
    "inventory.reservation_lines": (),
    "inventory.reservations": (),
    "inventory.stock": (),
    "maintenance.backups": (),
    "maintenance.restore_rehearsals": (),
    "messaging.dead_letters": (
        *("id", "event_id", "event_type", "consumer", "cause_code", "cause", "state"),
        *("stored_at", "replayed_at", "replays"),
    ),
    "messaging.inbox": (),
    "messaging.outbox": (
        *("id", "type", "subject", "occurred_at", "traceparent", "request_id"),
        *("awaiting", "attempts", "next_attempt_at", "sent_at"),
    ),
    "messaging.total_changes": (),
    "messaging.totals": (),
    "notifications.sent_mails": ("id", "subject", "kind", "sent_at"),
    "orders.lines": (),
    "orders.orders": (
        *("id", "number", "account_id", "state", "currency", "total_minor", "refunded_minor"),
        *("placed_at", "deadline_at"),
    ),
    "orders.transitions": (),
    "payments.disputes": (),
    "payments.ledger": (),
    "payments.payments": (),
    "payments.refunds": (),
}

# Rights of every operation, for the runtime: outbox, inbox, idempotency keys and activity log.
RUNTIME_RIGHTS = {
    # Acknowledging an event, and having it sent sooner; what it says is the sender's.
    "messaging.outbox": "SELECT, INSERT, UPDATE (awaiting, next_attempt_at)",
    "messaging.inbox": "SELECT, INSERT",
    "messaging.idempotency_keys": "SELECT, INSERT",
    "messaging.staff_actions": "INSERT",
}

# Each is longer than the one before, so that the most specific one fires first. They are set on roles, because
# PgBouncer cannot pass on settings of clients.
TIMEOUTS = {
    "lock_timeout": "2s",
    "statement_timeout": "5s",
    "idle_in_transaction_session_timeout": "10s",
    "transaction_timeout": "15s",
}
# An import of a whole catalog is one transaction.
LONGER_TIMEOUTS = {"catalog": {"statement_timeout": "20s", "transaction_timeout": "45s"}}

# The observer's queries read whole tables.
OBSERVER_SETTINGS = {"statement_timeout": "60s", "transaction_timeout": "90s", "work_mem": "32MB"}

ALL = "SELECT, INSERT, UPDATE, DELETE"


def logins(role: str) -> tuple[str, str]:
    """The role's two logins, of which only one is in use, except while its password is being replaced."""
    return role, f"{role}_2"


def schemas_owned(context: str, schemas: tuple[str, ...]) -> list[str]:
    """The schemas among these that the context writes."""
    return [schema for schema in (context, *ALSO_OWNS.get(context, ())) if schema in schemas]


def statements(role: str, schemas: tuple[str, ...], login: str) -> list[str]:
    """The statements that give a login exactly the rights of its role."""
    return [
        *(f"REVOKE ALL ON ALL TABLES IN SCHEMA {schema} FROM {login}" for schema in schemas),
        *(f"REVOKE ALL ON SCHEMA {schema} FROM {login}" for schema in schemas),
        *(_observing(login) if role == OBSERVER else _operating(role, schemas, login)),
    ]


def _operating(context: str, schemas: tuple[str, ...], login: str) -> list[str]:
    owned = schemas_owned(context, schemas)
    tables = {table: _reading(context, table) for table in READS.get(context, ())} | RUNTIME_RIGHTS
    if context == PURGING:
        tables |= {table: needed for table in RETENTION if (needed := rights(table))}
    foreign = {table: rights for table, rights in tables.items() if table.split(".")[0] not in owned}
    usable = sorted({*owned, *(table.split(".")[0] for table in foreign)})
    settings = TIMEOUTS | LONGER_TIMEOUTS.get(context, {})
    return [
        *(f"GRANT USAGE ON SCHEMA {schema} TO {login}" for schema in usable),
        *(f"GRANT {ALL} ON ALL TABLES IN SCHEMA {schema} TO {login}" for schema in owned),
        *(f"REVOKE UPDATE, DELETE ON {table} FROM {login}" for table in APPEND_ONLY if table.split(".")[0] in owned),
        *(f"GRANT USAGE ON ALL SEQUENCES IN SCHEMA {schema} TO {login}" for schema in owned),
        *(f"GRANT {rights} ON {table} TO {login}" for table, rights in foreign.items()),
        *(f"GRANT EXECUTE ON FUNCTION {function} TO {login}" for function in CALLS.get(context, ())),
        *(f"ALTER ROLE {login} SET {name} = '{value}'" for name, value in settings.items()),
    ]


def _reading(context: str, table: str) -> str:
    columns = READ_COLUMNS.get((context, table))
    return f"SELECT ({', '.join(columns)})" if columns else "SELECT"


def _observing(login: str) -> list[str]:
    settings = TIMEOUTS | OBSERVER_SETTINGS | {"default_transaction_read_only": "on"}
    return [
        *(f"GRANT USAGE ON SCHEMA {schema} TO {login}" for schema in sorted({t.split(".")[0] for t in OBSERVED})),
        *(
            f"GRANT SELECT {'({})'.format(', '.join(columns)) if columns else ''} ON {table} TO {login}"
            for table, columns in OBSERVED.items()
        ),
        # States and ages of all connections and transactions, standbys, and WAL that waits to be archived.
        f"GRANT pg_monitor TO {login}",
        *(f"ALTER ROLE {login} SET {name} = '{value}'" for name, value in settings.items()),
    ]

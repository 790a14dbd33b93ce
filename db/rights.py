"""Which database role may do what: one per context, which writes its own schema and reads what its queries read.

One more reads figures and the stories of orders, and writes nothing.
"""

CONTEXTS = (
    "identity",
    "catalog",
    "cart",
    "orders",
    "inventory",
    "payments",
    "notifications",
    "messaging",
    # The card simulator: the outside world. With the role of who calls it, it would also share that role's
    # connections, and wait for one that its caller keeps while it waits for the answer.
    "card_simulator",
)

# Schemas that a context writes beside the one of its name.
ALSO_OWNS = {"messaging": ("maintenance",)}

# Tables of others, read only.
READS = {
    "cart": ("catalog.images", "catalog.products", "catalog.variants", "inventory.stock"),
    "catalog": ("inventory.stock",),
    "inventory": ("catalog.products", "catalog.variants"),
    "notifications": ("orders.lines", "orders.orders"),
    "messaging": ("cart.carts", "identity.sessions", "inventory.reservations", "orders.orders"),
    "orders": ("catalog.products", "catalog.variants", "inventory.stock"),
    "payments": ("orders.orders",),
}

# Who watches, without seeing who bought: tables, and of those with personal data the columns without.
OBSERVER = "metrics"
ROLES = (*CONTEXTS, OBSERVER)
OBSERVED: dict[str, tuple[str, ...]] = {
    "cart.carts": ("id", "account_id"),
    "cart.items": ("cart_id",),
    "catalog.products": ("id", "state"),
    "catalog.variants": (),
    "inventory.reservation_lines": (),
    "inventory.reservations": (),
    "inventory.stock": (),
    "maintenance.backups": (),
    "messaging.dead_letters": (
        *("id", "event_id", "event_type", "consumer", "cause_code", "cause", "state"),
        *("stored_at", "replayed_at", "replays"),
    ),
    "messaging.inbox": (),
    "messaging.outbox": (
        *("id", "type", "subject", "occurred_at", "traceparent", "request_id"),
        *("awaiting", "attempts", "next_attempt_at", "sent_at"),
    ),
    "notifications.sent_mails": ("id", "subject", "kind", "sent_at"),
    "orders.lines": (),
    "orders.orders": (
        *("id", "number", "account_id", "state", "currency", "total_minor", "refunded_minor"),
        *("placed_at", "deadline_at"),
    ),
    "orders.transitions": (),
    "payments.ledger": (),
    "payments.payments": (),
    "payments.refunds": (),
}

# What every operation does through the runtime: announce, acknowledge, answer once, record.
MESSAGING = {
    "messaging.outbox": "SELECT, INSERT, UPDATE",
    "messaging.inbox": "SELECT, INSERT",
    "messaging.idempotency_keys": "SELECT, INSERT",
    "messaging.staff_actions": "INSERT",
}

# Nested: whoever waits longest is whoever can do most about it. PgBouncer cannot pass such settings on per client.
TIMEOUTS = {
    "lock_timeout": "2s",
    "statement_timeout": "5s",
    "idle_in_transaction_session_timeout": "10s",
    "transaction_timeout": "15s",
}
# An import of a whole catalogue is one transaction.
LONGER = {"catalog": {"statement_timeout": "20s", "transaction_timeout": "45s"}}

# Who watches has all the time it needs, and memory so that it needs less.
GOING_THROUGH_THE_BOOKS = {"statement_timeout": "60s", "transaction_timeout": "90s", "work_mem": "32MB"}

ALL = "SELECT, INSERT, UPDATE, DELETE"


def logins(role: str) -> tuple[str, str]:
    """Who can act as the role at the database. One is used; while its password is replaced, both are."""
    return role, f"{role}_2"


def schemas_owned(context: str, schemas: tuple[str, ...]) -> list[str]:
    """The schemas that the context writes, of those there are."""
    return [schema for schema in (context, *ALSO_OWNS.get(context, ())) if schema in schemas]


def statements(role: str, schemas: tuple[str, ...], login: str) -> list[str]:
    """What gives a login the rights of its role and nothing else, whatever it had before."""
    return [
        *(f"REVOKE ALL ON ALL TABLES IN SCHEMA {schema} FROM {login}" for schema in schemas),
        *(f"REVOKE ALL ON SCHEMA {schema} FROM {login}" for schema in schemas),
        *(_observing(login) if role == OBSERVER else _operating(role, schemas, login)),
    ]


def _operating(context: str, schemas: tuple[str, ...], login: str) -> list[str]:
    owned = schemas_owned(context, schemas)
    tables = {table: "SELECT" for table in READS.get(context, ())} | MESSAGING
    foreign = {table: rights for table, rights in tables.items() if table.split(".")[0] not in owned}
    usable = sorted({*owned, *(table.split(".")[0] for table in foreign)})
    settings = TIMEOUTS | LONGER.get(context, {})
    return [
        *(f"GRANT USAGE ON SCHEMA {schema} TO {login}" for schema in usable),
        *(f"GRANT {ALL} ON ALL TABLES IN SCHEMA {schema} TO {login}" for schema in owned),
        *(f"GRANT USAGE ON ALL SEQUENCES IN SCHEMA {schema} TO {login}" for schema in owned),
        *(f"GRANT {rights} ON {table} TO {login}" for table, rights in foreign.items()),
        *(f"ALTER ROLE {login} SET {name} = '{value}'" for name, value in settings.items()),
    ]


def _observing(login: str) -> list[str]:
    settings = TIMEOUTS | GOING_THROUGH_THE_BOOKS | {"default_transaction_read_only": "on"}
    return [
        *(f"GRANT USAGE ON SCHEMA {schema} TO {login}" for schema in sorted({t.split(".")[0] for t in OBSERVED})),
        *(
            f"GRANT SELECT {'({})'.format(', '.join(columns)) if columns else ''} ON {table} TO {login}"
            for table, columns in OBSERVED.items()
        ),
        # The states and ages of everybody's connections and transactions.
        f"GRANT pg_read_all_stats TO {login}",
        *(f"ALTER ROLE {login} SET {name} = '{value}'" for name, value in settings.items()),
    ]

"""Which database role may do what: one per context, which writes its own schema and reads what its queries read."""

CONTEXTS = (
    "identity",
    "catalog",
    "cart",
    "orders",
    "inventory",
    "payments",
    "notifications",
    "operations",
    # The simulated card network: the outside world. With the role of who calls it, it would also share that role's
    # connections, and wait for one that its caller keeps while it waits for the answer.
    "provider_simulator",
)

# Schemas that a context writes beside the one of its name.
ALSO_OWNS = {"operations": ("messaging",)}

# Tables of others, read only.
READS = {
    "cart": ("catalog.images", "catalog.products", "catalog.variants", "inventory.stock"),
    "catalog": ("inventory.stock",),
    "inventory": ("catalog.products", "catalog.variants"),
    "notifications": ("orders.lines", "orders.orders"),
    "operations": ("cart.carts", "identity.sessions", "inventory.reservations", "orders.orders"),
    "orders": ("catalog.products", "catalog.variants", "inventory.stock"),
    "payments": ("orders.orders",),
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

ALL = "SELECT, INSERT, UPDATE, DELETE"


def schemas_owned(context: str, schemas: tuple[str, ...]) -> list[str]:
    """The schemas that the context writes, of those there are."""
    return [schema for schema in (context, *ALSO_OWNS.get(context, ())) if schema in schemas]


def statements(context: str, schemas: tuple[str, ...]) -> list[str]:
    """What gives the context's role its rights and nothing else, whatever it had before."""
    owned = schemas_owned(context, schemas)
    tables = {table: "SELECT" for table in READS.get(context, ())} | MESSAGING
    foreign = {table: rights for table, rights in tables.items() if table.split(".")[0] not in owned}
    usable = sorted({*owned, *(table.split(".")[0] for table in foreign)})
    settings = TIMEOUTS | LONGER.get(context, {})
    return [
        *(f"REVOKE ALL ON ALL TABLES IN SCHEMA {schema} FROM {context}" for schema in schemas),
        *(f"REVOKE ALL ON SCHEMA {schema} FROM {context}" for schema in schemas),
        *(f"GRANT USAGE ON SCHEMA {schema} TO {context}" for schema in usable),
        *(f"GRANT {ALL} ON ALL TABLES IN SCHEMA {schema} TO {context}" for schema in owned),
        *(f"GRANT USAGE ON ALL SEQUENCES IN SCHEMA {schema} TO {context}" for schema in owned),
        *(f"GRANT {rights} ON {table} TO {context}" for table, rights in foreign.items()),
        *(f"ALTER ROLE {context} SET {name} = '{value}'" for name, value in settings.items()),
    ]

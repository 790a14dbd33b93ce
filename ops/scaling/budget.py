"""Checks that the database and the namespace's quota suffice if every function runs at its maximum."""

from collections.abc import Iterator

from ops.scaling.facts import Database, Facts, Table
from ops.scaling.load import GIB

# PostgreSQL reserves three connections for superusers; Jobs and administrators need ten.
RESERVED = 3 + 10
# Longer than an average transaction of a shopper's call. It limits the clients of a role: if all of them need a
# connection at the same time, the last must still get one before PgBouncer's query_wait_timeout.
TRANSACTION_SECONDS = 0.05


def findings(table: Table, facts: Facts) -> list[str]:
    """One line for each exceeded limit, and one for each function that Kustomize does not build."""
    if unbuilt := _unbuilt(table, facts):
        return [f"{name}: Kustomize does not build it yet; run `make generate`" for name in unbuilt]
    return [*_connections(table, facts), *_pools(facts.database), *_room(table, facts)]


def summary(table: Table, facts: Facts) -> list[str]:
    """The table's maximum use of each limit; nothing if a function is not built."""
    if _unbuilt(table, facts):
        return []
    pods, quota, clients = facts.pods(table), facts.quota, facts.clients(table)
    by_role = ", ".join(f"{role} {number}" for role, number in sorted(clients.items()))
    return [
        f"pods {pods.pods} of {quota.pods}, CPU {pods.cpu:.1f} of {quota.cpu:.0f}, memory {pods.memory / GIB:.1f} of "
        f"{quota.memory / GIB:.0f} GiB (limits {pods.memory_limit / GIB:.0f} of {quota.memory_limit / GIB:.0f})",
        f"database clients {sum(clients.values())} of {facts.database.clients_max}: {by_role}",
    ]


def waits_in_time(role: str, database: Database) -> int:
    """How many of a role's clients can need a connection at once before one of them waits too long."""
    return int(database.pools[role] * database.wait_seconds / TRANSACTION_SECONDS)


def _unbuilt(table: Table, facts: Facts) -> list[str]:
    return sorted(table.keys() - facts.functions.keys())


def _connections(table: Table, facts: Facts) -> Iterator[str]:
    clients, database = facts.clients(table), facts.database
    if sum(clients.values()) > database.clients_max:
        yield (
            f"connections: at their bounds functions open {sum(clients.values())}, PgBouncer takes "
            f"{database.clients_max} (max_client_conn); lower max or concurrency"
        )
    for role, wanted in sorted(clients.items()):
        if role not in database.pools:
            yield f"connections: PgBouncer has no pool for {role}"
        elif wanted > (limit := waits_in_time(role, database)):
            yield (
                f"connections: {wanted} clients of {role} share {database.pools[role]} connections; above {limit} "
                f"some wait longer than {database.wait_seconds} s and get an error; lower max or concurrency"
            )


def _pools(database: Database) -> Iterator[str]:
    together = sum(database.pools.values())
    if together > database.pools_max:
        yield f"connections: PgBouncer's pools add up to {together}, max_db_connections is {database.pools_max}"
    if (most := database.bouncers * database.pools_max) + RESERVED > database.connections_max:
        yield (
            f"connections: {database.bouncers} PgBouncers may use {most} of PostgreSQL's {database.connections_max}, "
            f"and {RESERVED} are for superusers and Jobs; raise max_connections"
        )


def _room(table: Table, facts: Facts) -> Iterator[str]:
    needed, quota = facts.pods(table), facts.quota
    sizes = {
        "pods": (needed.pods, quota.pods, ""),
        "CPU": (needed.cpu, quota.cpu, " cores"),
        "memory": (needed.memory / GIB, quota.memory / GIB, " GiB"),
        "memory limits": (needed.memory_limit / GIB, quota.memory_limit / GIB, " GiB"),
    }
    for what, (most, least, unit) in sizes.items():
        if most > least:
            yield (
                f"quota: at their bounds functions and their neighbours need {most:.5g}{unit} of {what}, "
                f"the namespace has {least:.5g}; lower max, or raise knative/platform/namespace/quotas.yaml"
            )

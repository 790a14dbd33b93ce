"""What a table is held against: the functions, their database, and what the namespace gives."""

from collections.abc import Mapping
from dataclasses import dataclass

from ops.scaling.columns import Row
from ops.scaling.load import Load

Table = Mapping[str, Row]


@dataclass(frozen=True, slots=True)
class Function:
    """`role` is whom it is at the database; a request uses so many connections, one where it has no helpers."""

    pod: Load
    role: str | None = None
    connections_per_request: int = 1

    def connections(self, row: Row) -> int:
        """Of one pod, all its requests being served."""
        return row.concurrency * self.connections_per_request if self.role else 0


@dataclass(frozen=True, slots=True)
class Database:
    """PgBouncer's clients, its pools to PostgreSQL by role, and PostgreSQL's connections."""

    clients_max: int
    pools: Mapping[str, int]
    pools_max: int
    wait_seconds: int
    connections_max: int


@dataclass(frozen=True, slots=True)
class Facts:
    """`neighbours` are the namespace's other pods; the grace is what Knative waits for before the last pod goes."""

    functions: Mapping[str, Function]
    database: Database
    quota: Load
    neighbours: Load
    grace_seconds: int

    def pods(self, table: Table) -> Load:
        """All pods together, with every function at its bound."""
        return sum((self.functions[name].pod.times(row.max) for name, row in table.items()), self.neighbours)

    def clients(self, table: Table) -> dict[str, int]:
        """Connections to PgBouncer by role, with every function at its bound."""
        found: dict[str, int] = dict.fromkeys(self.database.pools, 0)
        for name, row in table.items():
            function = self.functions[name]
            if function.role:
                found[function.role] = found.get(function.role, 0) + row.max * function.connections(row)
        return found

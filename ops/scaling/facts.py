"""Defines the facts that autoscaling settings are checked against: functions, database limits, and quota."""

from collections.abc import Mapping
from dataclasses import dataclass

from ops.scaling.columns import Row
from ops.scaling.load import Load

Table = Mapping[str, Row]


@dataclass(frozen=True, slots=True)
class Function:
    """A function's resources; `role` is its database role, with this many connections per concurrent request."""

    pod: Load
    role: str | None = None
    connections_per_request: int = 1

    def connections(self, row: Row) -> int:
        """The connections of one pod at its full concurrency."""
        return row.concurrency * self.connections_per_request if self.role else 0


@dataclass(frozen=True, slots=True)
class Database:
    """The limits of each PgBouncer, with its pools by role, and of PostgreSQL."""

    clients_max: int
    pools: Mapping[str, int]
    pools_max: int
    wait_seconds: int
    bouncers: int
    connections_max: int


@dataclass(frozen=True, slots=True)
class Facts:
    """`neighbours` are the namespace's other pods; `grace_seconds` is Knative's scale-to-zero grace period."""

    functions: Mapping[str, Function]
    database: Database
    quota: Load
    neighbours: Load
    grace_seconds: int

    def pods(self, table: Table) -> Load:
        """The resources of all pods, with every function at its maximum."""
        return sum((self.functions[name].pod.times(row.max) for name, row in table.items()), self.neighbours)

    def clients(self, table: Table) -> dict[str, int]:
        """Connections to PgBouncer by role, with every function at its maximum."""
        found: dict[str, int] = dict.fromkeys(self.database.pools, 0)
        for name, row in table.items():
            function = self.functions[name]
            if function.role:
                found[function.role] = found.get(function.role, 0) + row.max * function.connections(row)
        return found

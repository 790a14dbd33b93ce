"""Runs the SQL of an operation with pgbench, as an upper bound on the operation's throughput."""

import re
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any
from uuid import uuid4

import functions_framework

from benchmarks.calls import an_order
from benchmarks.statements import captured, script
from functions.runtime.adapters.dependencies import CONFIG_KEY
from functions.runtime.database.connections import engine
from local.host.operations import ROOT, operations
from local.postgres.postgres import Postgres
from local.postgres.programs import executable_by
from local.postgres.user import server_user


def pgbench(
    folder: Path, database: Postgres, name: str, *, core: int, clients: int, transactions: int
) -> Callable[[], float]:
    """A function that runs the operation's SQL and returns the transactions per second."""
    file = folder / f"{name}.sql"
    file.write_text(_script(name, database))
    program = str(executable_by(server_user(folder)) / "pgbench")
    sizes = ["--client", str(clients), "--transactions", str(transactions // clients)]
    where = ["--no-vacuum", "--file", str(file), database.url.replace("+psycopg", "")]

    def run() -> float:
        command = ["taskset", "-c", str(core), program, *sizes, *where]
        done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=300)
        found = re.search(r"tps = ([\d.]+)", done.stdout)
        if done.returncode or found is None:
            raise RuntimeError(f"pgbench did not run {name}: {done.stderr[-2000:]}")
        return float(found.group(1))

    return run


def _script(name: str, database: Postgres) -> str:
    operation = operations()[name]
    app: Any = functions_framework.create_app(operation.target, str(ROOT / operation.source), "http")  # type: ignore[no-untyped-call]
    app.config[CONFIG_KEY] = {"trigger_relay": lambda: None}
    key, order = str(uuid4()), an_order(database)

    def call(key: str) -> None:
        if name == "place-order":
            app.test_client().post("/", json=order, headers={"idempotency-key": key})
        else:
            app.test_client().get("/?limit=20")

    # An unrecorded call first, because opening a connection executes further statements.
    call(str(uuid4()))
    return script(captured(engine("shop"), lambda: call(key)), keys=[key])

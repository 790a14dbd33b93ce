"""Measures the throughput of two operations, compared with two baselines in the same run.

The baselines are an empty function on the same server, and pgbench with the SQL of the operation. The function or
pgbench has one core, PostgreSQL and the load generator the other; all take turns.
"""

import asyncio
import os
import subprocess
import sys
import tempfile
from contextlib import ExitStack
from pathlib import Path
from statistics import median
from typing import Any

from benchmarks.calls import an_order, list_products, place_order
from benchmarks.load import Load
from benchmarks.processes import Pinned, free_port
from benchmarks.sql_throughput import pgbench
from local.host.operations import ROOT, operations
from local.postgres.database import migrate
from local.postgres.postgres import Postgres
from tests.support.folders import entered_by_all

CONNECTIONS = 8
WARM_UP, TURNS, REQUESTS_PER_TURN = 300, 8, 400


def measure() -> dict[str, Any]:
    cores = sorted(os.sched_getaffinity(0))
    os.sched_setaffinity(0, {cores[-1]})
    with tempfile.TemporaryDirectory() as name:
        folder = entered_by_all(Path(name))
        database = Postgres(folder / "postgres").start()
        try:
            os.environ |= {
                "DATABASE_URL": database.url,
                "THREADS": str(CONNECTIONS),
                "FUNCTION_URL": "http://127.0.0.1:9",
            }
            migrate(database.url)
            subprocess.run([sys.executable, "-m", "demo"], cwd=ROOT, check=True, capture_output=True, timeout=300)
            return _measured(folder, database, function_core=cores[0])
        finally:
            database.stop()
            os.sched_setaffinity(0, set(cores))


def _measured(folder: Path, database: Postgres, *, function_core: int) -> dict[str, Any]:
    requests = {"list-products": list_products, "place-order": place_order(an_order(database))}
    turn_of = {"core": function_core, "clients": CONNECTIONS, "transactions": REQUESTS_PER_TURN}
    baselines = {name: pgbench(folder, database, name, **turn_of) for name in requests}
    targets = {name: (operations()[name].source, operations()[name].target) for name in requests}
    targets["empty"] = ("benchmarks/empty_function.py", "empty")
    rates: dict[str, list[float]] = {name: [] for name in (*targets, *(f"{name} sql" for name in baselines))}
    with ExitStack() as held:
        servers = {
            name: held.enter_context(_served(folder, *target, core=function_core)) for name, target in targets.items()
        }
        loads = {
            name: Load(server.port, requests.get(name, list_products), CONNECTIONS) for name, server in servers.items()
        }
        for turn in range(-1, TURNS):
            for name, load in loads.items():
                rate = asyncio.run(_rate(load, REQUESTS_PER_TURN if turn >= 0 else WARM_UP))
                rates[name] += [rate] if turn >= 0 else []
            for name, baseline in baselines.items():
                rates[f"{name} sql"] += [baseline()] if turn >= 0 else []
    return _compared(rates, list(baselines))


def _compared(rates: dict[str, list[float]], names: list[str]) -> dict[str, Any]:
    """Medians of the rates, and of the ratios of adjacent turns."""

    def ratio(ours: str, baseline: str) -> float:
        return round(median(a / b for a, b in zip(rates[ours], rates[baseline], strict=True)), 3)

    return {"empty_function": {"requests_per_second": round(median(rates["empty"]))}} | {
        name: {
            "requests_per_second": round(median(rates[name])),
            "pgbench_transactions_per_second": round(median(rates[f"{name} sql"])),
            "ratio_to_empty_function": ratio(name, "empty"),
            "ratio_to_pgbench": ratio(name, f"{name} sql"),
        }
        for name in names
    }


async def _rate(load: Load, requests: int) -> float:
    started = asyncio.get_running_loop().time()
    await load.run(requests)
    if load.refused:
        raise RuntimeError(f"{load.refused} requests failed; the results would be meaningless.")
    return requests / (asyncio.get_running_loop().time() - started)


def _served(folder: Path, source: str, target: str, *, core: int) -> Pinned:
    port = free_port()
    environment = {"FUNCTION_SOURCE": str(ROOT / source), "FUNCTION_TARGET": target, "PORT": str(port)}
    command = [sys.executable, "-m", "functions.serve"]
    return Pinned(command, port, core, folder / f"{target}.log", PYTHONPATH=str(ROOT), **environment)

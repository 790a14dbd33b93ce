"""What an operation loads before it can answer, counted in modules and bytecode instructions, not in seconds.

Counts do not depend on the machine. Seconds are measured on a cluster.
"""

import json
import os
import subprocess
import sys
from functools import cache
from typing import Any

import pytest

from tests.contracts.source import ROOT, operation_modules

MODULES = operation_modules()
BUDGET = json.loads((ROOT / "tests/contracts/cold_start_budget.json").read_text())
# A different interpreter or library version may load a little more.
TOLERANCE = 1.15

# Heavy, and needed by few: who may load what.
ALLOWED = {
    "argon2": {"register-account", "log-in", "change-password"},
    "joserfc": {"log-in", "refresh-session", "publish-keys"},
    "cryptography": {"log-in", "refresh-session", "publish-keys"},
    "httpx": set[str](),
    "aiohttp": set[str](),
    "smtplib": set[str](),
    "alembic": set[str](),
    "yaml": set[str](),
    "kubernetes": set[str](),
    "pytest": set[str](),
    "prometheus_client": set[str](),
    "local": set[str](),
}

# Counts what is loaded beyond the framework itself, which every function pays alike.
PROBE = """
import importlib.util, json, sys, types
import functions_framework
framework = set(sys.modules)
spec = importlib.util.spec_from_file_location("operation", sys.argv[1])
spec.loader.exec_module(importlib.util.module_from_spec(spec))

def instructions(code):
    inner = (constant for constant in code.co_consts if isinstance(constant, types.CodeType))
    return len(code.co_code) // 2 + sum(map(instructions, inner))

def loaded(name):
    spec = getattr(sys.modules[name], "__spec__", None)
    get_code = getattr(getattr(spec, "loader", None), "get_code", None)
    code = get_code(name) if get_code else None
    return instructions(code) if code else 0

added = sorted(set(sys.modules) - framework)
print(json.dumps({"modules": added, "instructions": sum(map(loaded, added))}))
"""


@cache
def loads(operation: str) -> dict[str, Any]:
    """The modules that the operation loads, and how many instructions they have."""
    probed = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", PROBE, str(MODULES[operation].path)],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
    )
    counted: dict[str, Any] = json.loads(probed.stdout)
    return counted


@pytest.mark.parametrize("operation", MODULES)
class TestColdStart:
    def test_loads_no_more_than_its_budget(self, operation: str) -> None:
        budget = BUDGET[operation]
        counted = loads(operation)
        hint = "if it needs more, run `make cold-start-budget` and say why in the commit"
        assert len(counted["modules"]) <= budget["modules"] * TOLERANCE, hint
        assert counted["instructions"] <= budget["instructions"] * TOLERANCE, hint

    def test_loads_nothing_heavy_that_it_does_not_use(self, operation: str) -> None:
        heavy = {name for name in ALLOWED if name in loads(operation)["modules"]}
        assert {name for name in heavy if operation not in ALLOWED[name]} == set()


def test_every_operation_has_a_budget() -> None:
    assert sorted(BUDGET) == sorted(MODULES)


def write_budget() -> None:
    """Makes what is loaded now the budget: `make cold-start-budget`."""
    counted = {operation: loads(operation) for operation in MODULES}
    budget = {name: {"modules": len(c["modules"]), "instructions": c["instructions"]} for name, c in counted.items()}
    (ROOT / "tests/contracts/cold_start_budget.json").write_text(json.dumps(budget, indent=2) + "\n")


if __name__ == "__main__":
    write_budget()

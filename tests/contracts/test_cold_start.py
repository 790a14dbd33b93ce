"""An operation loads what it uses, and nothing else: counted, because counts do not depend on the machine.

Seconds are measured on a cluster.
"""

import json
import os
import subprocess
import sys
from typing import Any

import pytest

from codegen.cold_start_budget import BUDGET
from codegen.operations import ROOT, operation_modules

# Another interpreter or library version may load a little more.
TOLERANCE = 1.15
# Heavy, and needed by few: who may load what before the first call.
UNUSED = ("httpx", "aiohttp", "smtplib", "alembic", "yaml", "kubernetes", "pytest", "prometheus_client", "local")
ALLOWED = {module: set[str]() for module in UNUSED} | {
    "argon2": {"register-account", "log-in", "change-password"},
    "joserfc": {"log-in", "refresh-session"},
    "cryptography": {"log-in", "refresh-session"},
    "sqlalchemy": set(operation_modules()) - {"publish-keys"},
}


@pytest.fixture(scope="module")
def counted() -> dict[str, dict[str, Any]]:
    probed = subprocess.run(
        [sys.executable, "-W", "ignore", "-m", "codegen.cold_start_budget"],
        cwd=ROOT,
        env={name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"},
        capture_output=True,
        text=True,
        timeout=300,
        check=True,
    )
    report: dict[str, dict[str, Any]] = json.loads(probed.stdout)
    return report


@pytest.mark.timeout(320)
@pytest.mark.xdist_group("cold-start")
class TestColdStart:
    def test_no_operation_loads_more_than_its_budget(self, counted: dict[str, dict[str, Any]]) -> None:
        """One that needs more gets it by `make generate`, with the reason in the commit."""
        budget = json.loads(BUDGET.read_text())
        assert sorted(budget) == sorted(counted)
        over = {
            name: (len(loads["modules"]), loads["instructions"])
            for name, loads in counted.items()
            if len(loads["modules"]) > budget[name]["modules"] * TOLERANCE
            or loads["instructions"] > budget[name]["instructions"] * TOLERANCE
        }
        assert over == {}

    def test_no_operation_loads_something_heavy_that_it_does_not_use(self, counted: dict[str, dict[str, Any]]) -> None:
        heavy = {(name, module) for name, loads in counted.items() for module in ALLOWED if module in loads["modules"]}
        assert {(name, module) for name, module in heavy if name not in ALLOWED[module]} == set()

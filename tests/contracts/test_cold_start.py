"""An operation loads what it uses, and nothing else: counted, because counts do not depend on the machine.

Seconds are measured on a cluster.
"""

import json
from typing import Any

import pytest

from codegen import cold_start_budget
from codegen.cold_start_budget import BUDGET, PYTHON
from codegen.operations import operation_modules
from eventing.subscribers import SUBSCRIBERS

# The Python that the budget was counted with counts the same again; another one loads and compiles otherwise.
TOLERANCE = {True: 1.01, False: 1.15}
# Heavy, and needed by few: who may load what before the first call.
UNUSED = ("httpx", "aiohttp", "smtplib", "alembic", "yaml", "kubernetes", "pytest", "prometheus_client", "local")
CONSUMERS = {consumer for consumers in SUBSCRIBERS.values() for consumer in consumers}
ALLOWED = {module: set[str]() for module in UNUSED} | {
    "argon2": {
        "register-account",
        "log-in",
        "change-password",
        "reset-password",
        "confirm-address",
        "request-address-change",
        "change-address",
        "invite-person",
        "enrol-second-factor",
        "close-account",
        "export-account",
        "begin-passkey",
        "remove-passkey",
    },
    "joserfc": {"issue-api-token", "log-in", "log-in-with-passkey", "refresh-session"},
    "webauthn": {"add-passkey", "log-in-with-passkey"},
    # Consumers verify what the relay has signed (docs/decisions/0115-signed-events.md).
    "cryptography": {
        *("add-passkey", "issue-api-token", "log-in", "log-in-with-passkey", "refresh-session", "store-dead-letter"),
        *CONSUMERS,
    },
    "sqlalchemy": set(operation_modules()) - {"publish-keys", "read-legal-text", "read-shop-rules"},
}


@pytest.fixture(scope="module")
def counted() -> dict[str, dict[str, Any]]:
    return cold_start_budget.counted(operation_modules())


@pytest.mark.timeout(320)
@pytest.mark.xdist_group("cold-start")
class TestColdStart:
    def test_no_operation_loads_more_than_its_budget(self, counted: dict[str, dict[str, Any]]) -> None:
        """One that needs more gets it by `make generate RAISE=its-name`, with the reason in the commit."""
        budget = json.loads(BUDGET.read_text())
        tolerance = TOLERANCE[budget["python"] == PYTHON]
        over = {
            name: (len(loads["modules"]), loads["instructions"])
            for name, loads in counted.items()
            for allowed in [budget["operations"][name]]
            # Of the smallest operation's seventy modules, one more is over a per cent already.
            if len(loads["modules"]) > max(allowed["modules"] * tolerance, allowed["modules"] + 1)
            or loads["instructions"] > allowed["instructions"] * tolerance
        }
        assert over == {}

    def test_no_operation_loads_something_heavy_that_it_does_not_use(self, counted: dict[str, dict[str, Any]]) -> None:
        heavy = {(name, module) for name, loads in counted.items() for module in ALLOWED if module in loads["modules"]}
        assert {(name, module) for name, module in heavy if name not in ALLOWED[module]} == set()

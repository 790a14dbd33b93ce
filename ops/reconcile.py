"""`make reconcile SINCE=7d` compares the payment provider with the ledger, and names each difference."""

import os
import subprocess
import sys
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

from local.home import Home
from local.secrets import signing_keys
from ops.errors import CommandError, run_command
from ops.inspect.environments.choosing import kubectl_context
from ops.jobs import Task
from ops.scaling.durations import seconds_of

PROGRAM = "functions.payments.reconciliation"
# Its Job fails if there are differences.
RECONCILIATION = Task("reconciliation", seconds=1800, kept_seconds=86_400)


def period(environ: Mapping[str, str], now: datetime) -> dict[str, str]:
    """SINCE, a duration or a time, and UNTIL, a time; the last week by default. Raises CommandError."""
    until = _time("UNTIL", environ["UNTIL"]) if environ.get("UNTIL") else now
    asked = environ.get("SINCE") or "7d"
    try:
        since = until - timedelta(seconds=seconds_of(asked))
    except ValueError:
        since = _time("SINCE", asked)
    if since >= until:
        raise CommandError(f"SINCE={asked} is not before UNTIL={until.isoformat()}.")
    return {"SINCE": since.isoformat(), "UNTIL": until.isoformat()}


def _time(name: str, text: str) -> datetime:
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        raise CommandError(f"{name}={text} is neither a duration such as 7d nor a time such as 2026-11-01.") from None
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def reconcile_local(named: Mapping[str, str], home: Home, shop: Mapping[str, Any]) -> int:
    """Compares the running local shop with its card simulator; returns the exit status."""
    reached = {"DATABASE_URL": shop["database"], "FUNCTION_URL": shop["functions"]}
    command = [sys.executable, "-m", PROGRAM]
    environ = {**signing_keys(home.secrets), **os.environ, **reached, **named}
    return subprocess.run(command, env=environ, timeout=RECONCILIATION.seconds, check=False).returncode


def main() -> int:
    named = period(os.environ, datetime.now(UTC))
    home = Home.named(os.environ)
    shop = None if os.environ.get("WHERE") == "cluster" else home.running()
    if shop is not None:
        return reconcile_local(named, home, shop)
    print(RECONCILIATION.run(named, kubectl_context(os.environ)))
    return 0


if __name__ == "__main__":
    run_command(main)

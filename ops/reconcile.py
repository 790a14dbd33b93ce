"""`make reconcile SINCE=7d` compares the payment provider with the ledger, and names each difference."""

import json
import os
import subprocess
import sys
import time
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

from local.home import Home
from ops.errors import CommandError
from ops.inspect.environments.choosing import kubectl_context
from ops.jobs import output_of
from ops.scaling.durations import seconds_of
from ops.shell import SHOP, run

TEMPLATE, PROGRAM = "reconciliation", "functions.payments.reconciliation"
JOB_SECONDS, KEPT_SECONDS = 1800, 86_400


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


def job(name: str, template: Any, named: Mapping[str, str]) -> Any:
    """The Job of this pod template, with the period in place of the one that is unset."""
    (container,) = template["spec"]["containers"]
    env = [each for each in container["env"] if each["name"] not in named]
    env += [{"name": each, "value": value} for each, value in named.items()]
    pod = {**template, "spec": {**template["spec"], "containers": [{**container, "env": env}]}}
    return {
        "apiVersion": "batch/v1",
        "kind": "Job",
        "metadata": {"name": name},
        "spec": {
            "backoffLimit": 0,
            "activeDeadlineSeconds": JOB_SECONDS,
            "ttlSecondsAfterFinished": KEPT_SECONDS,
            "template": pod,
        },
    }


def reconcile_cluster(named: Mapping[str, str], context: str) -> str:
    """Runs the Job and returns what it found; raises CommandError with it if there are differences."""
    kubectl = ("kubectl", "--context", context, "-n", SHOP)
    template = json.loads(run(*kubectl, "get", "podtemplate", TEMPLATE, "-o", "json"))["template"]
    name = f"{TEMPLATE}-{time.strftime('%Y%m%d%H%M%S', time.gmtime())}"
    run(*kubectl, "create", "-f", "-", input_text=json.dumps(job(name, template, named)))
    return output_of(name, JOB_SECONDS, context=context)


def reconcile_local(named: Mapping[str, str], shop: Mapping[str, Any]) -> int:
    """Compares the running local shop with its card simulator; returns the exit status."""
    reached = {"DATABASE_URL": shop["database"], "FUNCTION_URL": shop["functions"]}
    environ = {**os.environ, **reached, **named}
    return subprocess.run([sys.executable, "-m", PROGRAM], env=environ, timeout=JOB_SECONDS, check=False).returncode


def main(environ: Mapping[str, str]) -> int:
    try:
        named = period(environ, datetime.now(UTC))
        shop = None if environ.get("WHERE") == "cluster" else Home.named(environ).running()
        if shop is not None:
            return reconcile_local(named, shop)
        print(reconcile_cluster(named, kubectl_context(environ)))
    except CommandError as failure:
        print(failure, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(os.environ))

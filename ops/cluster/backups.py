"""Backs the database up."""

import time

from ops.errors import CommandError
from ops.shell import SHOP, get, kubectl


def backup() -> None:
    """Runs the hourly backup Job now, and prints the name of its backup."""
    print(f"Backup written: {write_backup()}")


def write_backup() -> str:
    name = f"database-backup-{time.strftime('%Y%m%d%H%M%S', time.gmtime())}"
    kubectl("create", "job", name, "-n", SHOP, "--from=cronjob/database-backup")
    return _finished(name)


def _finished(job: str) -> str:
    """The last line of the Job's output; raises CommandError with its log if it failed."""
    deadline = time.monotonic() + 1800
    while time.monotonic() < deadline:
        status = get("job", job, "-n", SHOP)["status"]
        if status.get("succeeded"):
            return kubectl("logs", f"job/{job}", "-n", SHOP).strip().splitlines()[-1]
        if any(condition["type"] == "Failed" for condition in status.get("conditions", [])):
            raise CommandError(f"{job} failed:\n" + kubectl("logs", f"job/{job}", "-n", SHOP))
        time.sleep(1)
    raise CommandError(f"{job} did not finish; see: kubectl -n {SHOP} describe job {job}")

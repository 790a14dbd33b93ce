"""Backs the database up, and restores the last backup into a new volume."""

import json
import time

from ops.cluster import argo, shop
from ops.cluster.progress import run_steps
from ops.errors import CommandError
from ops.shell import SHOP, apply, get, kubectl, kustomized

CLAIM = "data-postgres-0"
DATABASE = "10-database"


def backup() -> None:
    """Runs the nightly backup Job now, and prints the name of its file."""
    print(f"Backup written: {write_backup()}")


def write_backup() -> str:
    name = f"database-backup-{time.strftime('%Y%m%d%H%M%S', time.gmtime())}"
    kubectl("create", "job", name, "-n", SHOP, "--from=cronjob/database-backup")
    return _finished(name)


def restore() -> None:
    """Replaces the database with its last backup. The shop loses everything that was written after that backup."""
    # Otherwise Argo CD would restart at once what is stopped here.
    with argo.paused(DATABASE):
        run_steps(
            {
                "Write a backup if there is none": _ensure_backup,
                "Stop PgBouncer": lambda: _scale("deployment/pgbouncer", 0),
                "Retain the old volume": _retain_volume,
                "Start PostgreSQL on a new volume": _start_postgres,
                "Restore the backup": _read_backup,
                "Migrate the database and grant rights": shop.migrate,
                "Start PgBouncer": lambda: _scale("deployment/pgbouncer", 1),
            }
        )


def _ensure_backup() -> str | None:
    """Writes a backup only if there is none: the user wants the last one, not one of a damaged database."""
    jobs = get("jobs", "-n", SHOP, "-l", "app.kubernetes.io/name=database-backup")["items"]
    succeeded = kubectl("get", "cronjob", "database-backup", "-n", SHOP, "-o", "jsonpath={.status.lastSuccessfulTime}")
    return "there is one" if jobs or succeeded else write_backup()


def _scale(workload: str, replicas: int) -> str | None:
    kubectl("scale", workload, "-n", SHOP, f"--replicas={replicas}")
    kubectl("rollout", "status", workload, "-n", SHOP, "--timeout=180s")
    return None


def _retain_volume() -> str | None:
    """Retains the old volume, so that a restore of the wrong backup can be undone."""
    volume = get("persistentvolumeclaim", CLAIM, "-n", SHOP)["spec"]["volumeName"]
    retain = json.dumps({"spec": {"persistentVolumeReclaimPolicy": "Retain"}})
    kubectl("patch", "persistentvolume", volume, "-p", retain)
    _scale("statefulset/postgres", 0)
    kubectl("wait", "--for=delete", "pod/postgres-0", "-n", SHOP, "--timeout=120s")
    kubectl("delete", "persistentvolumeclaim", CLAIM, "-n", SHOP, "--wait=true")
    return f"retained as {volume}"


def _start_postgres() -> str | None:
    return _scale("statefulset/postgres", 1)


def _read_backup() -> str | None:
    kubectl("delete", "job", "database-restore", "-n", SHOP, "--ignore-not-found", "--wait=true")
    apply(kustomized("db/manifests/restore"))
    return _finished("database-restore")


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

"""Backups of the database: write one now, and read the last one into a fresh volume."""

import json
import time

from ops.cluster import argo, shop
from ops.cluster.progress import go_through
from ops.errors import CommandError
from ops.shell import SHOP, apply, get, kubectl, kustomized

CLAIM = "data-postgres-0"
DATABASE = "10-database"


def backup() -> None:
    """Runs the nightly backup now, and says which file it wrote."""
    print(f"The backup is {write_backup()}.")


def write_backup() -> str:
    name = f"database-backup-{time.strftime('%Y%m%d%H%M%S', time.gmtime())}"
    kubectl("create", "job", name, "-n", SHOP, "--from=cronjob/database-backup")
    return _finished(name)


def restore() -> None:
    """Puts the last backup in the place of the database. What came after that backup is lost to the shop."""
    # Argo CD would start again at once what is stopped here.
    with argo.paused(DATABASE):
        go_through(
            {
                "Write a last backup, to be sure there is one": _ensure_backup,
                "Keep everybody out": lambda: _scale("deployment/pgbouncer", 0),
                "Set the old volume aside": _set_aside,
                "Start PostgreSQL on a fresh volume": _start_afresh,
                "Read the backup": _read,
                "Migrate it and give rights": shop.migrate,
                "Let everybody in": lambda: _scale("deployment/pgbouncer", 1),
            }
        )


def _ensure_backup() -> str | None:
    """Only where there is none yet: the user wants the last one, not one of what is broken now."""
    jobs = get("jobs", "-n", SHOP, "-l", "app.kubernetes.io/name=database-backup")["items"]
    made = kubectl("get", "cronjob", "database-backup", "-n", SHOP, "-o", "jsonpath={.status.lastSuccessfulTime}")
    return "there is one" if jobs or made else write_backup()


def _scale(workload: str, replicas: int) -> str | None:
    kubectl("scale", workload, "-n", SHOP, f"--replicas={replicas}")
    kubectl("rollout", "status", workload, "-n", SHOP, "--timeout=180s")
    return None


def _set_aside() -> str | None:
    """The old volume is kept: whoever restores the wrong thing can go back."""
    volume = get("persistentvolumeclaim", CLAIM, "-n", SHOP)["spec"]["volumeName"]
    keep = json.dumps({"spec": {"persistentVolumeReclaimPolicy": "Retain"}})
    kubectl("patch", "persistentvolume", volume, "-p", keep)
    _scale("statefulset/postgres", 0)
    kubectl("wait", "--for=delete", "pod/postgres-0", "-n", SHOP, "--timeout=120s")
    kubectl("delete", "persistentvolumeclaim", CLAIM, "-n", SHOP, "--wait=true")
    return f"kept as {volume}"


def _start_afresh() -> str | None:
    return _scale("statefulset/postgres", 1)


def _read() -> str | None:
    kubectl("delete", "job", "database-restore", "-n", SHOP, "--ignore-not-found", "--wait=true")
    apply(kustomized("db/manifests/restore"))
    return _finished("database-restore")


def _finished(job: str) -> str:
    """The last line that the Job printed; raises CannotGoOn with its log when it failed."""
    deadline = time.monotonic() + 1800
    while time.monotonic() < deadline:
        status = get("job", job, "-n", SHOP)["status"]
        if status.get("succeeded"):
            return kubectl("logs", f"job/{job}", "-n", SHOP).strip().splitlines()[-1]
        if any(condition["type"] == "Failed" for condition in status.get("conditions", [])):
            raise CommandError(f"{job} failed:\n" + kubectl("logs", f"job/{job}", "-n", SHOP))
        time.sleep(1)
    raise CommandError(f"{job} did not end; see: kubectl -n {SHOP} describe job {job}")

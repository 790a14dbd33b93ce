"""Restores the database from its backups to any second, on new volumes."""

from datetime import UTC, datetime

from ops.built import built_objects
from ops.cluster import argo, backups, postgres, shop
from ops.cluster.progress import run_steps
from ops.cluster.readiness import await_rollout
from ops.errors import CommandError
from ops.shell import SHOP, kubectl

ENVIRONMENT, DATABASE = "kind", "10-database"
RESTORE_SECONDS = 1800
# Where `create-cluster` in the servers' pods finds the time to restore to.
TARGET = "postgres-restore"


def restore(at: str = "") -> None:
    """Replaces the database with its state at the given time, or else with everything that was archived.

    If this command is interrupted, the servers continue the restore.
    """
    target = parsed(at, datetime.now(UTC)) if at else None
    what = f"{target:%Y-%m-%d %H:%M:%S} UTC" if target else "everything"
    replicas = _replicas()
    # Otherwise Argo CD would restart at once what is stopped here.
    with argo.paused(DATABASE):
        run_steps(
            {
                "Stop PgBouncer": lambda: _scale("deployment/pgbouncer", 0),
                "Archive what is written": _archive,
                "Stop PostgreSQL and retain its volumes": lambda: _stop(target),
                f"Restore {what} on new volumes": lambda: _start(replicas["postgres"]),
                "Migrate the database and grant rights": shop.migrate,
                "Start PgBouncer": lambda: _scale("deployment/pgbouncer", replicas["pgbouncer"]),
                "Back the restored database up": backups.write_backup,
            }
        )


def parsed(at: str, now: datetime) -> datetime:
    """The time, in UTC unless it names another offset; raises CommandError if it is malformed or in the future."""
    try:
        found = datetime.fromisoformat(at)
    except ValueError:
        raise CommandError(f'AT={at} is no time; write it as AT="2026-11-28 09:30:00", which is in UTC.') from None
    found = found.replace(tzinfo=found.tzinfo or UTC).astimezone(UTC)
    if found > now:
        raise CommandError(f"AT={at} has not come yet: it is {now:%Y-%m-%d %H:%M:%S} UTC.")
    return found


def _archive() -> str | None:
    """Archives everything up to now and one transaction more, since a restore must find one after its target."""
    if not (primary := postgres.primary()):
        return "no server runs; what was archived is restored"
    postgres.execute(primary, "psql", "--no-psqlrc", "--quiet", "--command=SELECT pg_current_xact_id()")
    postgres.execute(primary, "pgbackrest", "check")
    return None


def _stop(target: datetime | None) -> str:
    """Stops all servers. Their volumes are retained, so that a restore to the wrong time can be undone."""
    _forget_target()
    text = target.isoformat(sep=" ") if target else ""
    kubectl("create", "configmap", TARGET, "-n", SHOP, f"--from-literal=target={text}")
    volumes = postgres.volumes()
    for volume in volumes:
        postgres.retain(volume)
    kubectl("scale", "statefulset/postgres", "-n", SHOP, "--replicas=0")
    kubectl("wait", "--for=delete", "pod", "-n", SHOP, "-l", postgres.SERVERS, "--timeout=180s")
    kubectl("delete", "persistentvolumeclaim", "-n", SHOP, "-l", postgres.SERVERS, "--wait=true")
    # Without its state, the next servers are a new cluster, which the first of them creates.
    kubectl("delete", "endpoints", "-n", SHOP, "--ignore-not-found", *postgres.STATE)
    return f"retained {', '.join(volumes)}"


def _start(servers: int) -> None:
    try:
        _scale("statefulset/postgres", servers)
    except CommandError as failure:
        raise CommandError(f"{failure}\nThe cause: kubectl -n {SHOP} logs postgres-0 --container=postgres") from failure
    _forget_target()


def _forget_target() -> None:
    kubectl("delete", "configmap", TARGET, "-n", SHOP, "--ignore-not-found")


def _replicas() -> dict[str, int]:
    """The numbers of replicas in Git, by workload: an interrupted restore may have stopped those in the cluster."""
    objects = built_objects(f"argocd/{ENVIRONMENT}/{DATABASE}")
    return {
        each["metadata"]["name"]: each["spec"]["replicas"] for each in objects if "replicas" in each.get("spec", ())
    }


def _scale(workload: str, replicas: int) -> str | None:
    kubectl("scale", workload, "-n", SHOP, f"--replicas={replicas}")
    await_rollout(workload, SHOP, RESTORE_SECONDS)
    return None

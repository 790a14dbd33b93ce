"""Injects faults of the database: of the primary, its node, its volume and its network."""

from collections.abc import Iterator
from contextlib import contextmanager

from ops.cluster import postgres
from ops.shell import NAME, SHOP, get, kubectl, run
from tests.support.waiting import eventually

DATABASE_PODS = "app.kubernetes.io/name in (postgres,pgbouncer)"
# Longer than Patroni's `ttl`, and what a busy machine adds.
FAILOVER_SECONDS = 120


def standby() -> str:
    """The pod of the standby that may take over: it has everything that was acknowledged."""
    sync = get("endpoints", "postgres-primary-sync", "-n", SHOP)["metadata"]["annotations"].get("sync_standby", "")
    return str(sync.split(",")[0])


def is_replicated() -> bool:
    return bool(postgres.primary()) and bool(standby())


def await_replication() -> None:
    """Waits until there is a primary, and a standby that has everything it acknowledges."""
    eventually(is_replicated, seconds=FAILOVER_SECONDS, what="a standby follows the primary", every=1)


def await_another_primary(former: str) -> None:
    found = ("", former)
    eventually(
        lambda: postgres.primary() not in found, seconds=FAILOVER_SECONDS, what="the standby takes over", every=0.5
    )


def delete_primary() -> None:
    former = postgres.primary()
    kubectl("delete", "pod", former, "-n", SHOP, "--wait=false")
    await_another_primary(former)


def wipe_primary() -> None:
    """The primary's files are gone, and PostgreSQL with them; it comes back with an empty volume."""
    former = postgres.primary()
    postgres.execute(former, "sh", "-c", 'pkill -KILL postgres; rm -rf "$PGDATA"; kill -KILL 1')
    kubectl("delete", "pod", former, "-n", SHOP, "--grace-period=0", "--force")
    await_another_primary(former)


@contextmanager
def drained() -> Iterator[None]:
    """The primary's node is drained of the database, and takes no pod, for the duration of the block."""
    former = postgres.primary()
    node = get("pod", former, "-n", SHOP)["spec"]["nodeName"]
    kubectl("drain", node, f"--pod-selector={DATABASE_PODS}", "--delete-emptydir-data", "--timeout=120s")
    try:
        await_another_primary(former)
        yield
    finally:
        kubectl("uncordon", node)


@contextmanager
def partitioned() -> Iterator[None]:
    """Primary and standby do not reach each other for the duration of the block; clients reach both."""
    primary, other = get("pod", postgres.primary(), "-n", SHOP), get("pod", standby(), "-n", SHOP)
    addresses = f"{{ {primary['status']['podIP']}, {other['status']['podIP']} }}"
    node = ("docker", "exec", primary["spec"]["nodeName"], "nft")
    assert primary["spec"]["nodeName"].startswith(NAME)
    run(*node, "add", "table", "ip", "partition")
    run(*node, "add", "chain", "ip", "partition", "forward", "{ type filter hook forward priority -200; }")
    run(*node, "add", "rule", "ip", "partition", "forward", f"ip saddr {addresses} ip daddr {addresses} drop")
    try:
        yield
    finally:
        run(*node, "delete", "table", "ip", "partition")

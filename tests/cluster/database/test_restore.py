"""Data or volumes are lost; the shop goes on from its backups and the archive of what was written since."""

import time
from typing import Any
from uuid import uuid4

import pytest
from kubernetes import client as kube

from benchmarks.record import record
from ops.cluster import backups, postgres
from ops.cluster.restore import restore
from ops.shell import SHOP, kubectl
from tests.support.cluster.order_stream import OrderStream
from tests.support.cluster.shop import ClusterShop
from tests.support.invariants.checks import check_books, under_way
from tests.support.shop.running_shop import an_order
from tests.support.waiting import eventually

pytestmark = pytest.mark.xdist_group("database")

PLACED = "SELECT o.number FROM orders.orders o JOIN orders.lines l ON l.order_id = o.id WHERE l.sku = %s"
# What is written is in the archive within this time (the target for the loss of all volumes).
ARCHIVED_SECONDS = 60
CALM_SECONDS = 10
# As long as clients wait for a restore on a machine that is busy with other things.
RESTORE_SECONDS = 900


@pytest.mark.timeout(300)
class TestTheHourlyBackup:
    def test_is_written_when_its_time_has_come(self, shop: ClusterShop) -> None:
        jobs: Any = kube.BatchV1Api()
        name = f"backup-{uuid4().hex[:8]}"
        hourly = jobs.read_namespaced_cron_job("database-backup", SHOP)
        soon = kube.V1CronJob(metadata=kube.V1ObjectMeta(name=name), spec=hourly.spec)
        soon.spec.schedule = "* * * * *"
        jobs.create_namespaced_cron_job(SHOP, soon)
        try:
            eventually(
                lambda: jobs.read_namespaced_cron_job(name, SHOP).status.last_successful_time,
                seconds=180, what="the clock has had a backup written", every=2,
            )  # fmt: skip
        finally:
            jobs.delete_namespaced_cron_job(name, SHOP, propagation_policy="Background")


@pytest.mark.long
@pytest.mark.timeout(1800)
class TestRestore:
    def test_a_bad_deletion_is_undone_by_going_back_to_the_second_before_it(self, shop: ClusterShop) -> None:
        sku = shop.sells(f"RESTORED-{uuid4().hex[:8]}", on_hand=1000)
        backups.write_backup()
        with OrderStream(shop.run["shop"], sku) as stream:
            time.sleep(10)
        eventually(lambda: under_way(shop) == 0, seconds=300, what="every order has ended", every=2)
        kept = {order.number for order in stream.acknowledged}
        volumes = postgres.volumes()
        ((before,),) = shop.query("SELECT clock_timestamp()")
        shop.query("DELETE FROM orders.lines RETURNING order_id")
        with shop.client() as client:
            key = {"idempotency-key": str(uuid4())}
            late = client.post("/api/orders", json=an_order(sku), headers=key).json()["number"]

        started = time.monotonic()
        restore(before.isoformat())
        seconds = time.monotonic() - started

        assert not {*postgres.volumes()} & {*volumes}
        placed = {number for (number,) in shop.query(PLACED, sku)}
        assert placed == kept
        assert late not in placed
        check_books(shop)
        record("restore", {"orders": len(kept), "seconds": round(seconds, 1)})
        with shop.client() as client:
            eventually(
                lambda: client.post("/api/orders", json=an_order(sku), headers=key).status_code == 201,
                seconds=120, what="the shop takes orders again", every=2,
            )  # fmt: skip

    def test_a_bad_deletion_is_undone_while_orders_arrive(self, shop: ClusterShop) -> None:
        """Only what was acknowledged between the deletion and the end of the old servers is lost with it."""
        sku = shop.sells(f"RUNNING-{uuid4().hex[:8]}", on_hand=10_000)
        backups.write_backup()
        with OrderStream(shop.run["shop"], sku, gives_up_seconds=RESTORE_SECONDS) as stream:
            time.sleep(CALM_SECONDS)
            deleted = time.monotonic()
            kept = {order.number for order in stream.acknowledged}
            ((before,),) = shop.query("SELECT clock_timestamp()")
            shop.query("DELETE FROM orders.lines RETURNING order_id")
            time.sleep(CALM_SECONDS)
            restore(before.isoformat())
            restored = time.monotonic()
            time.sleep(CALM_SECONDS)

        orders = stream.acknowledged
        placed = {number for (number,) in shop.query(PLACED, sku)}
        lost = [order for order in orders if order.number not in placed]
        result = {
            "orders": len(orders),
            "kept": len(kept),
            "acknowledged_after_the_deletion_and_lost_with_it": len(lost),
            "longest_seconds": round(max(order.seconds for order in orders), 1),
            "answers": dict(stream.answers),
        }
        record("restore-while-orders-arrive", result)
        assert kept
        assert kept <= placed <= {order.number for order in orders}
        assert all(deleted < order.at < restored for order in lost)
        assert len(orders) == stream.orders
        eventually(lambda: under_way(shop) == 0, seconds=RESTORE_SECONDS, what="every order has ended", every=2)
        check_books(shop)

    def test_everything_that_was_archived_survives_the_loss_of_all_volumes(self, shop: ClusterShop) -> None:
        sku = shop.sells(f"ARCHIVED-{uuid4().hex[:8]}", on_hand=1000)
        with OrderStream(shop.run["shop"], sku) as stream:
            time.sleep(10)
        written = time.monotonic()
        while time.monotonic() < written + ARCHIVED_SECONDS:
            shop.query("SELECT pg_current_xact_id()")
            time.sleep(5)
        for pod in shop.core.list_namespaced_pod(SHOP, label_selector=postgres.SERVERS).items:
            postgres.execute(pod.metadata.name, "sh", "-c", 'pkill -KILL postgres; rm -rf "$PGDATA"')

        started = time.monotonic()
        restore()
        seconds = time.monotonic() - started

        numbers = {order.number for order in stream.acknowledged}
        record("lost-volumes", {"orders": len(numbers), "seconds": round(seconds, 1)})
        assert {number for (number,) in shop.query(PLACED, sku)} == numbers


class TestTheRehearsal:
    @pytest.mark.long
    @pytest.mark.timeout(600)
    def test_restores_everything_to_a_scratch_volume(self, shop: ClusterShop) -> None:
        name = f"rehearsal-{uuid4().hex[:8]}"
        kubectl("create", "job", name, "-n", SHOP, "--from=cronjob/restore-rehearsal")
        kubectl("wait", "--for=condition=Complete", f"job/{name}", "-n", SHOP, "--timeout=500s", seconds=520)
        until = "SELECT max(restored_until) > now() - interval '10 min' FROM maintenance.restore_rehearsals"
        assert shop.query(until) == [(True,)]

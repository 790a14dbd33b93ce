"""The database's volume is lost; the shop goes on from its last backup."""

from typing import Any
from uuid import uuid4

import httpx
import pytest
from kubernetes import client as kube

from ops.cluster import backups
from ops.shell import SHOP
from tests.support.cluster.shop import ClusterShop
from tests.support.shop.running_shop import an_order
from tests.support.waiting import eventually


def looked_up(client: httpx.Client, number: str, email: str) -> httpx.Response:
    return client.post("/api/order-look-ups", json={"number": number, "email": email})


@pytest.mark.timeout(300)
class TestTheNightlyBackup:
    def test_is_written_when_its_time_has_come(self, shop: ClusterShop) -> None:
        jobs: Any = kube.BatchV1Api()
        name = f"backup-{uuid4().hex[:8]}"
        nightly = jobs.read_namespaced_cron_job("database-backup", SHOP)
        soon = kube.V1CronJob(metadata=kube.V1ObjectMeta(name=name), spec=nightly.spec)
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
@pytest.mark.timeout(900)
class TestRestore:
    def test_the_shop_serves_the_orders_of_the_backup_from_a_fresh_volume(self, shop: ClusterShop) -> None:
        email = f"{uuid4().hex}@example.org"
        sku = shop.sells(f"RETENTION-{uuid4().hex[:8]}", on_hand=10)
        with shop.client() as client:
            key = {"idempotency-key": str(uuid4())}
            kept = client.post("/api/orders", json=an_order(sku, email=email), headers=key).json()
            eventually(
                lambda: looked_up(client, kept["number"], email).json().get("state") == "confirmed",
                seconds=180, what="the order is confirmed", every=2,
            )  # fmt: skip
            before = looked_up(client, kept["number"], email).json()
            backups.write_backup()
            key = {"idempotency-key": str(uuid4())}
            late = client.post("/api/orders", json=an_order(sku, email=email), headers=key).json()
            volume = shop.core.read_namespaced_persistent_volume_claim(backups.CLAIM, SHOP).spec.volume_name

            backups.restore()

            now = shop.core.read_namespaced_persistent_volume_claim(backups.CLAIM, SHOP).spec.volume_name
            assert now != volume
            eventually(
                lambda: looked_up(client, kept["number"], email).status_code == 200,
                seconds=120, what="the shop answers again", every=2,
            )  # fmt: skip
            assert looked_up(client, kept["number"], email).json() == before
            assert looked_up(client, late["number"], email).status_code == 404

"""What watches the shop, on the cluster: sees all of it, has something to show of it, and wakes no function."""

import time
from collections.abc import Iterator
from typing import Any
from uuid import uuid4

import httpx
import pytest

from ops.cluster.backups import write_backup
from tests.support.cluster.prometheus import Prometheus
from tests.support.cluster.rehearsals import a_rule_that_fires
from tests.support.cluster.shop import ClusterShop
from tests.support.observability.dashboards import dashboard_queries
from tests.support.observability.expressions import alerts
from tests.support.shop.running_shop import an_order
from tests.support.waiting import eventually

# Who is there at all times, by the job of its targets.
STANDING = {
    "activator-service",
    "argocd-metrics",
    "argocd-repo-server",
    "autoscaler",
    "broker-filter",
    "broker-ingress",
    "controller",
    "metrics-exporter",
    "monitoring/knative-eventing",
    "monitoring/sealed-secrets",
    "monitoring/traefik",
    "prometheus-operated",
    "prometheus-operator",
    "webhook",
}
# Who is there while a visitor shops.
COMING_AND_GOING = {"monitoring/functions", "monitoring/gateway"}
# Every quarter of an hour, and whom the sweep has something to do for.
BY_THE_CLOCK = {"sweep", "relay-outbox", "expire-reservations", "purge-expired-data"}
MUST_NOT_FIRE = {"StockOversold", "LedgerUnbalanced", "OrderUnpaid", "InvariantsUnchecked", "RulesFail"}


@pytest.fixture(scope="module")
def prometheus(shop: ClusterShop) -> Iterator[Prometheus]:
    with Prometheus() as prometheus:
        yield prometheus


@pytest.fixture(scope="module")
def shopping(shop: ClusterShop) -> None:
    """A visitor looks around, buys, and is refused; a backup is made."""
    sku = shop.sells(f"SEEN-{uuid4().hex[:8]}", on_hand=100)
    with shop.client() as client:
        for card in ("card_ok", "card_ok", "card_declined"):
            buy(client, an_order(sku, card=card))
    write_backup()


def buy(client: httpx.Client, order: dict[str, Any]) -> None:
    client.get("/api/products").raise_for_status()
    placed = client.post("/api/orders", json=order, headers={"idempotency-key": str(uuid4())})
    assert placed.status_code == 201, placed.text
    asked_for = {"number": placed.json()["number"], "email": order["email"]}

    def is_decided() -> bool:
        found = client.post("/api/order-look-ups", json=asked_for).json()
        return found.get("state") in ("confirmed", "rejected")

    eventually(is_decided, seconds=240, what="the order is decided", every=1)


@pytest.mark.timeout(900)
@pytest.mark.usefixtures("shopping")
class TestWatching:
    def test_every_source_of_metrics_is_scraped(self, shop: ClusterShop, prometheus: Prometheus) -> None:
        def silent() -> dict[str, str]:
            targets = {target["labels"]["job"]: target for target in prometheus.targets()}
            down = {job: each["lastError"] for job, each in targets.items() if each["health"] != "up"}
            return down | {job: "unknown" for job in STANDING - targets.keys()}

        eventually(lambda: not silent(), seconds=120, what=f"all targets are up ({silent()})", every=3)
        with shop.client() as client:
            # The gateway is woken, not by Prometheus, and then seen by it.
            eventually(
                lambda: client.get("/api/products").is_success
                and jobs(prometheus) >= COMING_AND_GOING,
                seconds=120, what="gateway and functions are heard while they stand", every=3,
            )  # fmt: skip

    def test_every_panel_of_every_dashboard_has_something_to_show(self, prometheus: Prometheus) -> None:
        queries = dict(dashboard_queries())

        def empty() -> list[str]:
            return [place for place, query in queries.items() if not prometheus.lately(query)]

        eventually(lambda: not empty(), seconds=240, what="every panel has data", every=10)

    def test_every_rule_can_be_evaluated_and_nothing_impossible_has_happened(self, prometheus: Prometheus) -> None:
        def unwell() -> dict[str, str]:
            found = [rule for group in prometheus.groups() for rule in group["rules"]]
            return {rule["name"]: rule.get("lastError", "") for rule in found if rule["health"] != "ok"}

        eventually(lambda: not unwell(), seconds=120, what="every rule is evaluated", every=5)
        loaded = {rule["name"] for group in prometheus.groups() for rule in group["rules"]}
        assert alerts().keys() <= loaded
        firing = {each["metric"]["alertname"] for each in prometheus.now('ALERTS{alertstate="firing"}')}
        assert "Watchdog" in firing
        assert firing & MUST_NOT_FIRE == set()

    def test_an_order_is_counted_once(self, shop: ClusterShop, prometheus: Prometheus) -> None:
        (orders,) = shop.query("SELECT count(*) FROM orders.orders")[0]

        def counted() -> bool:
            (found,) = prometheus.now('sum(cloudshop_order_transitions_total{state="placed"})')
            return bool(float(found["value"][1]) == orders)

        eventually(counted, seconds=120, what=f"{orders} orders are counted", every=5)


@pytest.mark.timeout(400)
class TestAlerting:
    def test_an_alert_that_fires_is_mailed_to_the_operator(self, shop: ClusterShop) -> None:
        name = f"Rehearsal{uuid4().hex[:8]}"
        with a_rule_that_fires(name):
            eventually(
                lambda: any(name in mail and "operator@demo.example" in mail for mail in shop.mails()),
                seconds=300, what=f"the alert {name} is mailed", every=3,
            )  # fmt: skip


@pytest.mark.long
@pytest.mark.timeout(600)
class TestSleeping:
    def test_scraping_wakes_no_function_and_keeps_none_awake(self, shop: ClusterShop, prometheus: Prometheus) -> None:
        shop.all_asleep(seconds=300)
        fetched = "sum(prometheus_tsdb_head_samples_appended_total)"
        before, awake = prometheus.now(fetched), set[str]()
        until = time.monotonic() + 60
        while time.monotonic() < until:
            awake |= shop.awake().keys()
            time.sleep(1)
        assert prometheus.now(fetched) != before, "Prometheus was at rest, too: nothing was shown"
        assert awake <= BY_THE_CLOCK
        assert COMING_AND_GOING & jobs(prometheus) == set()


def jobs(prometheus: Prometheus) -> set[str]:
    """The jobs of all targets that answer."""
    return {target["labels"]["job"] for target in prometheus.targets() if target["health"] == "up"}

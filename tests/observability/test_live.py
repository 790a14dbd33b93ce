"""A real Prometheus, set up to fetch from the shop of `make run` and to evaluate our rules, while a visitor shops."""

import contextlib
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from uuid import uuid4

import httpx
import pytest
import yaml

from local.host.ports import free_port
from tests.support.observability.dashboards import dashboard_queries
from tests.support.observability.expressions import names, offered_by, recorded, rule_files
from tests.support.observability.programs import ProgramMissing, program
from tests.support.shop.running_shop import RunningShop, StartShop, an_order
from tests.support.waiting import eventually

# In one process, without PgBouncer, nothing starts cold, nothing is backed up and functions have no revisions.
ELSEWHERE = offered_by("pgbouncer", "backup", "certificates", "gateway-pod") | {
    f"cloudshop_{who}_seconds{part}"
    for who in ("function_start", "gateway_cold_start", "revision", "revision_start")
    for part in ("_bucket", "_count", "_sum")
}
HERE = offered_by("functions", "gateway", "shop", "postgresql", "exporter") - ELSEWHERE
HERE |= {name for name in recorded() if name.startswith("journey:")} | {"ALERTS", "up"}


@pytest.fixture(scope="module")
def shop(start_shop: StartShop) -> Iterator[RunningShop]:
    with start_shop() as shop:
        yield shop


class Prometheus:
    """Fetches from `address` every second."""

    def __init__(self, folder: Path, address: str) -> None:
        target = httpx.URL(address)
        job = {"job_name": "metrics-exporter", "static_configs": [{"targets": [f"{target.host}:{target.port}"]}]}
        every = {"scrape_interval": "1s", "scrape_timeout": "1s", "evaluation_interval": "1s"}
        (folder / "prometheus.yml").write_text(
            yaml.safe_dump({"global": every, "rule_files": ["rules-*"], "scrape_configs": [job]})
        )
        for name, file in rule_files().items():
            groups = [{key: value for key, value in group.items() if key != "interval"} for group in file["groups"]]
            (folder / f"rules-{name}").write_text(yaml.safe_dump({"groups": groups}))
        self._folder, self._port = folder, free_port()
        self.client = httpx.Client(base_url=f"http://127.0.0.1:{self._port}", timeout=10)

    def __enter__(self) -> "Prometheus":
        with (self._folder / "log").open("wb") as log:
            self._process = subprocess.Popen(
                [
                    program("prometheus"),
                    f"--config.file={self._folder / 'prometheus.yml'}",
                    f"--storage.tsdb.path={self._folder / 'data'}",
                    f"--web.listen-address=127.0.0.1:{self._port}",
                ],
                stdout=log, stderr=log,
            )  # fmt: skip
        eventually(self._is_ready, seconds=30, what=f"Prometheus is ready; {self._folder / 'log'}")
        return self

    def __exit__(self, *_: object) -> None:
        self._process.terminate()
        self._process.wait(20)
        self.client.close()

    def _is_ready(self) -> bool:
        assert self._process.poll() is None, (self._folder / "log").read_text()
        try:
            return self.client.get("/-/ready").is_success
        except httpx.TransportError:
            return False

    def now(self, query: str) -> list[dict[str, Any]]:
        answer = self.client.get("/api/v1/query", params={"query": query})
        assert answer.is_success, f"{query}: {answer.text}"
        return list(answer.json()["data"]["result"])


@pytest.fixture(scope="module")
def prometheus(shop: RunningShop, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Prometheus]:
    try:
        program("prometheus")
    except ProgramMissing as missing:
        pytest.skip(str(missing))
    with Prometheus(tmp_path_factory.mktemp("prometheus"), shop.run["metrics"]) as prometheus:
        eventually(lambda: prometheus.now("up == 1"), seconds=30, what="the exporter is heard")
        yield prometheus


@pytest.fixture(scope="module")
def shopping(shop: RunningShop, prometheus: Prometheus) -> None:
    """Two rounds: a counter is seen to grow only from the first time that it is seen."""
    sku = shop.sells(f"SEEN-{uuid4().hex[:8]}", on_hand=100)
    buy_three(shop, sku)
    eventually(lambda: len(prometheus.now("journey:answers:total")) == 3, seconds=60, what="all journeys are seen")
    buy_three(shop, sku)


def buy_three(shop: RunningShop, sku: str) -> None:
    undecided = "SELECT count(*) FROM orders.orders WHERE state NOT IN ('confirmed', 'rejected')"
    with shop.client() as client:
        for card in ("card_ok", "card_ok", "card_declined"):
            client.get("/api/products").raise_for_status()
            key = {"idempotency-key": str(uuid4())}
            assert client.post("/api/orders", json=an_order(sku, card=card), headers=key).status_code == 201
    eventually(lambda: shop.query(undecided)[0][0] == 0, seconds=60, what="all orders are decided")


@pytest.mark.xdist_group("live")
@pytest.mark.usefixtures("shopping")
class TestLive:
    def test_every_panel_that_needs_no_cluster_has_something_to_show(self, prometheus: Prometheus) -> None:
        queries = {environment: query for environment, query in dashboard_queries() if names(query) <= HERE}
        assert len(queries) > 40, "hardly anything is asked of the shop: HERE does not say what it offers"

        def empty() -> list[str]:
            return [environment for environment, query in queries.items() if not prometheus.now(query)]

        with contextlib.suppress(AssertionError):
            eventually(lambda: not empty(), seconds=30, what="every panel has data", every=1)
        assert empty() == []

    def test_orders_are_counted_exactly(self, prometheus: Prometheus) -> None:
        def counted() -> dict[str, float]:
            found = prometheus.now("sum by (state) (cloudshop_order_transitions_total) > 0")
            return {each["metric"]["state"]: float(each["value"][1]) for each in found}

        expected = {"placed": 6.0, "reserved": 6.0, "confirmed": 4.0, "rejected": 2.0}
        eventually(lambda: counted() == expected, seconds=30, what="six orders are counted", every=1)

    def test_every_journey_is_seen(self, prometheus: Prometheus) -> None:
        def failing() -> dict[str, float]:
            found = prometheus.now("journey:failures:ratio_5m")
            return {each["metric"]["journey"]: float(each["value"][1]) for each in found}

        eventually(lambda: failing().keys() == {"browse", "buy", "decide"}, seconds=60, what="all journeys", every=1)
        assert all(0 <= part <= 1 for part in failing().values())

    def test_no_rule_fails_and_nothing_fires_but_the_watchdog(self, prometheus: Prometheus) -> None:
        groups = prometheus.client.get("/api/v1/rules").json()["data"]["groups"]
        unwell = {
            rule["name"]: rule["lastError"] for group in groups for rule in group["rules"] if rule.get("lastError")
        }
        assert unwell == {}
        firing = {each["metric"]["alertname"] for each in prometheus.now('ALERTS{alertstate="firing"}')}
        assert firing == {"Watchdog"}

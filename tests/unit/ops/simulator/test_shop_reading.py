"""The simulated shop is what the repository's files say, now and in a commit."""

import re
import shutil
from pathlib import Path
from statistics import median

import pytest

from ops.scaling.simulator.preview.assumptions import Assumptions
from ops.scaling.simulator.shop import call_graph, pod_size, reading, routes, table
from ops.scaling.simulator.shop.tree import Commit, WorkTree
from tests.support.ops.simulated_shops import ROOT, commit


@pytest.fixture(scope="module")
def described() -> reading.Described:
    return reading.read(WorkTree(ROOT), "production", ROOT, 0.0)


class TestShop:
    def test_has_every_function_of_the_table_as_it_scales(self, described: reading.Described) -> None:
        gateway, row = described.shop.functions["gateway"], described.rows["gateway"]
        scale = gateway.scale
        assert set(described.shop.functions) == set(described.rows)
        assert (gateway.concurrency, scale.min_pods, scale.max_pods) == (row.concurrency, row.min, row.max)
        assert gateway.decider.window_seconds == row.window
        assert gateway.decider.target == pytest.approx(row.concurrency * row.target / 100)

    def test_has_knatives_settings_of_the_cluster(self, described: reading.Described) -> None:
        function = described.shop.functions["place-order"]
        assert (function.decider.burst_capacity, function.scale.grace_seconds) == (-1, 6)

    def test_gives_requests_as_long_as_the_manifests_do(self, described: reading.Described) -> None:
        timeouts = {name: described.shop.functions[name].timeout_seconds for name in ("sweep", "place-order")}
        assert timeouts == {"sweep": 15, "place-order": 60}

    def test_reserves_for_a_pod_what_its_containers_ask_for(self, described: reading.Described) -> None:
        assert described.pod.cores == pytest.approx(0.03)
        assert described.pod.gibibytes * 1024 == pytest.approx(104)

    def test_costs_for_each_pod_what_dashboards_say(self, described: reading.Described) -> None:
        pod, prices = described.pod, Assumptions.read(ROOT).prices
        cost = f"vector({pod.cores:g} * {prices.core_hour} + {pod.gibibytes * 1024:g} / 1024 * {prices.gibibyte_hour})"
        assert f"expr: {cost}" in (ROOT / "observability/base/rules/scaling.yaml").read_text()

    def test_wakes_carries_and_sweeps_as_the_manifests_say(self, described: reading.Described) -> None:
        graph = described.shop.graph
        assert graph.wakes["place-order"] == ("relay-outbox", "reserve-stock")
        assert set(graph.consumers["shop.stock.reserved.v1"]) == {"authorize-payment", "mark-order-reserved"}
        assert graph.clock == {"sweep": 900, "purge-expired-data": 86_400}
        named = {name for names in (*graph.wakes.values(), *graph.consumers.values()) for name in names}
        assert {graph.edge, graph.relay, *graph.wakes, *named} <= set(described.rows)

    def test_has_the_consumers_of_former_commits_whose_triggers_had_a_list_of_filters(self, tmp_path: Path) -> None:
        shutil.copytree(ROOT / "knative/base", tmp_path / "knative/base")
        shutil.copytree(ROOT / "eventing/triggers", tmp_path / "eventing/triggers")
        shutil.copytree(ROOT / "eventing/schedules", tmp_path / "eventing/schedules")
        shutil.copytree(ROOT / "gateway", tmp_path / "gateway", ignore=shutil.ignore_patterns("*.py"))
        for path in tmp_path.glob("eventing/triggers/*.yaml"):
            path.write_text(re.sub(r"filter: \{attributes: (.+)\}\n", r"filters: [{exact: \1}]\n", path.read_text()))
        assert call_graph.read(WorkTree(tmp_path)) == call_graph.read(WorkTree(ROOT))

    def test_starts_as_was_measured_and_what_was_not_like_most(self, described: reading.Described) -> None:
        cold_starts = described.shop.cold_starts
        starts = cold_starts.by_operation
        assert {"gateway", "list-products", "place-order"} <= set(starts)
        assert cold_starts.otherwise.median_seconds == pytest.approx(
            median(each.median_seconds for each in starts.values()), rel=0.1
        )
        assert all(0.5 < each.median_seconds < 2 for each in starts.values())


class TestTable:
    def test_with_problems_is_refused_with_all_of_them(self) -> None:
        text = "operations: {look: {min: 3, max: 1, concurrency: 8, target: 70, window: 15s, retention: 0s}, buy: {}}"
        with pytest.raises(ValueError, match=r"min \(3\) is above max(.|\n)*buy: `min` is missing"):
            table.rows(text)


class TestPodSize:
    def test_adds_the_proxy_to_the_function(self) -> None:
        requests = "spec: {template: {spec: {containers: [{resources: {requests: {cpu: '1', memory: 1Gi}}}]}}}"
        proxy = "data: {queue-sidecar-cpu-request: 500m, queue-sidecar-memory-request: 512Mi}"
        files = {pod_size.EVERY_FUNCTION: requests, pod_size.DEPLOYMENT: proxy}
        assert pod_size.read(files) == pod_size.PodSize(1.5, 1.5)


class TestRoutes:
    @pytest.mark.parametrize(
        ("method", "path", "operation"),
        [
            ("GET", "/api/products", "list-products"),
            ("GET", "/api/products?limit=24", "list-products"),
            ("GET", "/api/products/mug", "get-product"),
            ("PUT", "/api/cart/items/[sku]", "put-cart-item"),
            ("DELETE", "/api/products", None),
            ("GET", "/", None),
        ],
    )
    def test_say_which_operation_answers(self, method: str, path: str, operation: str | None) -> None:
        assert routes.operation_of(WorkTree(ROOT))(method, path) == operation


@pytest.fixture(scope="module")
def repository(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One commit, after which a file changed."""
    root = tmp_path_factory.mktemp("repository")
    (root / "a").mkdir()
    (root / "a/one.yaml").write_text("then: é")
    (root / "a/two.txt").write_text("no YAML")
    commit(root)
    (root / "a/one.yaml").write_text("now: é")
    return root


class TestCommit:
    def test_has_the_files_of_then(self, repository: Path) -> None:
        assert Commit(repository, "HEAD").files("a") == {"a/one.yaml": "then: é"}
        assert WorkTree(repository).files("a") == {"a/one.yaml": "now: é"}

    def test_has_single_files(self, repository: Path) -> None:
        assert Commit(repository, "HEAD").files("a/one.yaml") == {"a/one.yaml": "then: é"}
        assert WorkTree(repository).files("a/one.yaml") == {"a/one.yaml": "now: é"}

    @pytest.mark.parametrize(("revision", "folder"), [("HEAD", "b"), ("nowhere", "a")])
    def test_says_what_there_is_not(self, repository: Path, revision: str, folder: str) -> None:
        with pytest.raises(ValueError, match=revision if revision == "nowhere" else "did not match"):
            Commit(repository, revision).files(folder)

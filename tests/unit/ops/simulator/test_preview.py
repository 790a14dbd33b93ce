"""A preview says what differs and what may be chance, in a terminal, in a pull request and to programs."""

import io
import json
from dataclasses import replace
from pathlib import Path
from statistics import quantiles
from typing import Any
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.console import Console

from ops.scaling.simulator.model.observed import Observed
from ops.scaling.simulator.model.shop import CallGraph
from ops.scaling.simulator.preview import as_json, bounds, markdown, terminal
from ops.scaling.simulator.preview.assumptions import Assumptions, Prices
from ops.scaling.simulator.preview.comparing import Verdict, differences
from ops.scaling.simulator.preview.metrics import Pricing, of_function, of_shop, percentile
from ops.scaling.simulator.preview.pods import pods_over_time, sparkline
from ops.scaling.simulator.preview.preview import WHOLE_SHOP, Change, Preview, preview
from ops.scaling.simulator.preview.wording import WORDING
from ops.scaling.simulator.shop.pod_size import PodSize
from ops.scaling.simulator.shop.reading import Described
from ops.scaling.simulator.shop.table import Row
from tests.support.ops.simulated_shops import ROOT, function, outcome, shop, takes, trace

PRICING = Pricing(PodSize(cores=0.5, gibibytes=2.0), Prices("EUR", core_hour=0.04, gibibyte_hour=0.01))
TRAFFIC = trace(*((second, "look", 3) for second in range(0, 3000, 60)), seconds=3600, look=takes(0.5))


def described(min_pods: int = 0) -> Described:
    row = Row(min=min_pods, max=10, concurrency=8, target=70, window="10s", retention="0s")  # type: ignore[arg-type]
    graph = CallGraph(edge="gateway")
    functions = shop(graph, gateway=function(min_pods=1), look=function(min_pods=min_pods))
    return Described(functions, {"gateway": row.model_copy(update={"min": 1}), "look": row}, PRICING.pod, "", {}, {})


@pytest.fixture(scope="module")
def found() -> Preview:
    return preview(described(), described(min_pods=1), TRAFFIC, PRICING, seeds=3)


class TestPercentile:
    @given(st.lists(st.integers(0, 50), min_size=2, max_size=200), st.sampled_from([50, 95, 99]))
    def test_is_as_if_the_values_left_out_were_zeros(self, values: list[int], percent: int) -> None:
        given = [float(each) for each in values if each]
        ranked = sorted(values)
        assert percentile(given, len(values), percent) == ranked[-(-len(values) * percent // 100) - 1]

    def test_is_near_the_usual_one(self) -> None:
        values = [float(each) for each in range(1, 1001)]
        assert percentile(values, 1000, 95) == pytest.approx(quantiles(values, n=20)[-1], abs=1)

    def test_of_nothing_is_zero(self) -> None:
        assert percentile([], 0, 95) == 0


class TestMetrics:
    def test_price_what_pods_reserve_draining_ones_too(self) -> None:
        observed = Observed(pods=[(0.0, 1, 0), (1800.0, 0, 1), (3600.0, 0, 0)])
        metrics = of_function(observed, 7200, PRICING)
        assert (metrics["pod_seconds"], metrics["core_hours"], metrics["gibibyte_hours"]) == (1800, 0.5, 2.0)
        assert metrics["cost_per_day"] == pytest.approx((0.5 * 0.04 + 2.0 * 0.01) * 12)

    def test_share_the_cost_of_the_time_among_its_orders(self) -> None:
        graph = CallGraph(consumers={"placed": ("confirm-order",)})
        calls = trace((5, "place", 4), seconds=3600, place=takes(0.1, {"placed": 1.0}), confirm_order=takes(0.1))
        metrics = of_shop(outcome(shop(graph, place=function(), confirm_order=function()), calls), PRICING)
        assert metrics["orders"] == 4
        assert metrics["cost_per_order"] * 4 * 24 == pytest.approx(metrics["cost_per_day"])
        assert 3.1 < metrics["order_p50_seconds"] < 4.2

    def test_count_calls_from_outside_once(self) -> None:
        calls = trace((5, "look", 10))
        metrics = of_shop(outcome(shop(CallGraph(edge="gateway"), gateway=function(), look=function()), calls), PRICING)
        assert (metrics["calls"], metrics["cold_percent"]) == (10, 100)


class TestDifferences:
    @staticmethod
    def verdict(base: list[float], head: list[float], metric: str = "cost_per_day") -> Verdict:
        before, after = ([{metric: each} for each in side] for side in (base, head))
        return differences(before, after)[metric].verdict

    def test_are_none_where_every_seed_gives_the_same(self) -> None:
        assert self.verdict([1, 2, 3], [1, 2, 3]) is Verdict.SAME

    def test_are_noise_where_seeds_disagree(self) -> None:
        assert self.verdict([1, 2, 3], [2, 1, 3.5]) is Verdict.NOISE

    def test_are_reported_where_every_seed_moves_alike_however_seeds_differ(self) -> None:
        assert self.verdict([1, 20, 300, 9], [0.9, 19.8, 299.9, 8.9]) is Verdict.BETTER
        assert self.verdict([1, 20, 300, 9], [1.1, 20.2, 300.1, 9.1]) is Verdict.WORSE

    def test_are_neither_good_nor_bad_where_more_is_not(self) -> None:
        assert self.verdict([1, 1], [2, 2], "pods_max") is Verdict.OTHER

    @given(st.lists(st.tuples(st.floats(0, 1e6), st.floats(0, 1e6)), min_size=2, max_size=12))
    def test_are_judged_alike_both_ways(self, pairs: list[tuple[float, float]]) -> None:
        there, back = ([each[side] for each in pairs] for side in (0, 1))
        opposite = {Verdict.BETTER: Verdict.WORSE, Verdict.WORSE: Verdict.BETTER}
        verdict = self.verdict(there, back)
        assert self.verdict(back, there) is opposite.get(verdict, verdict)


class TestPreview:
    def test_names_the_changed_settings(self, found: Preview) -> None:
        assert found.changes == [Change("look", "min", "0", "1")]

    def test_compares_the_whole_shop_and_what_changed(self, found: Preview) -> None:
        assert list(found.compared) == [WHOLE_SHOP, "look"]

    def test_sees_that_a_standing_pod_spares_cold_starts_and_costs_more(self, found: Preview) -> None:
        metrics = found.compared["look"].metrics
        assert (metrics["cold_percent"].base, metrics["cold_percent"].head) == (100, 0)
        assert metrics["cold_percent"].verdict is metrics["wait_p95_seconds"].verdict is Verdict.BETTER
        assert metrics["cost_per_day"].verdict is Verdict.WORSE

    def test_of_no_change_finds_none(self) -> None:
        same = preview(described(), described(), TRAFFIC, PRICING, seeds=2)
        assert (same.changes, list(same.compared)) == ([], [WHOLE_SHOP])
        assert {each.verdict for each in same.compared[WHOLE_SHOP].metrics.values()} == {Verdict.SAME}

    def test_names_functions_that_are_new_or_gone(self) -> None:
        fewer = replace(described(), rows={"gateway": described().rows["gateway"]})
        assert {(each.column, each.head) for each in preview(described(), fewer, TRAFFIC, PRICING, 1).changes} >= {
            ("min", "-"),
            ("max", "-"),
        }


class TestPodsOverTime:
    def test_are_means_of_equal_parts(self) -> None:
        observed = [Observed(pods=[(0.0, 0, 0), (5.0, 2, 0), (15.0, 1, 0), (20.0, 0, 5)])]
        assert pods_over_time(observed, 40, parts=4) == [1.0, 1.5, 0.0, 0.0]

    @given(st.lists(st.tuples(st.floats(0, 100), st.integers(0, 5)), max_size=20), st.integers(1, 30))
    def test_keep_all_pod_seconds(self, changes: list[tuple[float, int]], parts: int) -> None:
        observed = Observed(pods=[(0.0, 1, 0), *((time, up, 0) for time, up in sorted(changes))])
        assert sum(pods_over_time([observed], 120, parts)) * 120 / parts == pytest.approx(observed.pod_seconds(120)[0])

    def test_show_as_blocks_up_to_the_highest(self) -> None:
        assert sparkline([0, 1, 4, 8], 8, width=4) == " ▂▅█"


class TestRendering:
    def test_has_words_for_every_metric(self, found: Preview) -> None:
        assert {metric for each in found.compared.values() for metric in each.metrics} == set(WORDING)

    def test_in_a_terminal_shows_settings_metrics_and_broken_bounds(self, found: Preview) -> None:
        shown = io.StringIO()
        terminal.show(found, "main", "EUR", ["cold_percent would be 3"], Console(file=shown, width=100))
        text = shown.getvalue()
        assert "look: min 0 → 1" in text
        assert "✗ cold_percent would be 3" in text
        assert "(better)" in text
        assert all(WORDING[metric][0] in text for metric in found.compared[WHOLE_SHOP].metrics)

    def test_in_markdown_shows_pictures_that_are_there_and_well_formed(self, found: Preview, tmp_path: Path) -> None:
        text = markdown.write(found, "a<b", "EUR", ["cost_per_day would be 3"], tmp_path).read_text()
        pictures = [line.split("(")[1].rstrip(")") for line in text.splitlines() if line.startswith("![")]
        assert len(pictures) == len(found.compared)
        for name in pictures:
            assert ElementTree.parse(tmp_path / name).getroot().tag.endswith("svg")
        assert "- `look`: min 0 → **1**" in text
        assert "⛔ **cost_per_day would be 3**" in text

    def test_in_markdown_has_tables_with_as_many_cells_in_every_row(self, found: Preview, tmp_path: Path) -> None:
        lines = markdown.write(found, "main", "EUR", [], tmp_path).read_text().splitlines()
        rows = [line for line in lines if line.startswith("|")]
        assert {line.count("|") for line in rows} == {5}

    def test_as_json_has_every_number(self, found: Preview) -> None:
        read: dict[str, Any] = json.loads(as_json.text(found, "main", "EUR", []))
        metrics = read["compared"]["look"]["metrics"]
        assert metrics["cold_percent"] == {"base": 100.0, "now": 0.0, "margin": 0.0, "verdict": "better"}
        assert read["changes"] == [{"function": "look", "column": "min", "base": "0", "head": "1"}]


class TestBounds:
    def test_are_read_beside_the_table(self) -> None:
        assert bounds.read("bounds: {cold_percent: 50}\noperations: {}") == {"cold_percent": 50.0}
        assert bounds.read("operations: {}") == {}

    @pytest.mark.parametrize("text", ["bounds: {cold_percent: much}", "bounds: [1]", "bounds: {cold_percent: [1]}"])
    def test_are_numbers(self, text: str) -> None:
        with pytest.raises(ValueError, match="bounds: a metric and a number"):
            bounds.read(text)

    def test_are_broken_only_above(self, found: Preview) -> None:
        shop_now = found.compared[WHOLE_SHOP].metrics
        cost = shop_now["cost_per_day"].head
        assert list(bounds.broken({"cost_per_day": cost}, shop_now)) == []
        (line,) = bounds.broken({"cost_per_day": cost - 0.001}, shop_now)
        assert line.startswith("cost_per_day would be")

    def test_name_metrics_that_there_are(self, found: Preview) -> None:
        with pytest.raises(ValueError, match="no metric costs"):
            list(bounds.broken({"costs": 1}, found.compared[WHOLE_SHOP].metrics))


class TestAssumptions:
    def test_are_read_from_their_file(self) -> None:
        read = Assumptions.read(ROOT)
        assert set(read.start_slowdown) == {path.parent.name for path in ROOT.glob("knative/overlays/*/scaling.yaml")}
        assert read.prices.core_hour > read.prices.gibibyte_hour > 0

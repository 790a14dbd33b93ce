"""Traces are written and read, and their parts fit together."""

import gzip
import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ops.scaling.simulator.traffic import trace_file
from ops.scaling.simulator.traffic.histogram import Histogram
from ops.scaling.simulator.traffic.trace import Arrivals, Behaviour, Trace
from tests.support.ops.simulated_shops import takes, trace

COUNTS = st.lists(st.integers(0, 100), min_size=1, max_size=12).filter(any)


class TestHistogram:
    def test_counts_each_time_below_its_bound(self) -> None:
        assert Histogram.of([0.5, 1.0, 1.5, 99.0], (1.0, 2.0)).counts == (2, 2)

    @given(counts=COUNTS, number=st.integers(1, 500))
    def test_has_quantiles_that_rise_and_stay_within_the_buckets_that_counted(
        self, counts: list[int], number: int
    ) -> None:
        bounds = tuple(float(2**power) for power in range(len(counts)))
        quantiles = Histogram(bounds, tuple(counts)).quantiles(number)
        assert quantiles == sorted(quantiles)
        highest = max(bound for bound, count in zip(bounds, counts, strict=True) if count)
        assert 0 <= quantiles[0] <= quantiles[-1] <= highest

    @given(counts=COUNTS)
    def test_has_quantiles_with_its_own_mean(self, counts: list[int]) -> None:
        bounds = tuple(float(power + 1) for power in range(len(counts)))
        histogram = Histogram(bounds, tuple(counts))
        quantiles = histogram.quantiles(2000)
        assert sum(quantiles) / len(quantiles) == pytest.approx(histogram.mean(), rel=0.01, abs=0.01)

    def test_spreads_times_evenly_between_percentiles(self) -> None:
        histogram = Histogram.from_percentiles([(50, 1.0), (100, 3.0)])
        assert histogram.quantiles(4) == [0.25, 0.75, 1.5, 2.5]

    def test_takes_equal_percentiles_together(self) -> None:
        assert Histogram.from_percentiles([(0, 0.0), (50, 1.0), (90, 1.0), (100, 2.0)]).counts == (90, 10)

    @pytest.mark.parametrize(
        ("bounds", "counts"), [((), ()), ((1.0,), (0,)), ((1.0, 1.0), (1, 1)), ((2.0, 1.0), (1, 1)), ((1.0,), (1, 1))]
    )
    def test_refuses_what_is_none(self, bounds: tuple[float, ...], counts: tuple[float, ...]) -> None:
        with pytest.raises(ValueError, match="histogram"):
            Histogram(bounds, counts)


class TestTrace:
    def test_refuses_arrivals_out_of_order(self) -> None:
        arrivals = [Arrivals(5, "look", 1), Arrivals(4, "look", 1)]
        with pytest.raises(ValueError, match="in order of time"):
            Trace("a test", "", 10, {"look": takes(0.1)}, arrivals)

    def test_refuses_arrivals_after_its_end(self) -> None:
        with pytest.raises(ValueError, match="within its 10 seconds"):
            trace((10, "look", 1), seconds=10)

    def test_refuses_operations_of_which_it_does_not_say_how_they_behave(self) -> None:
        with pytest.raises(ValueError, match="it does not for look"):
            Trace("a test", "", 10, {}, [Arrivals(4, "look", 1)])

    def test_has_parts_that_count_their_own_seconds(self) -> None:
        part = trace((3, "look", 1), (7, "look", 2), (9, "look", 3), seconds=10).between(5, 9)
        assert (part.seconds, part.arrivals) == (4, [Arrivals(2, "look", 2)])


class TestTraceFile:
    @given(
        arrivals=st.lists(st.tuples(st.integers(0, 99), st.sampled_from("abc"), st.integers(1, 9)), max_size=30),
        share=st.floats(0, 1),
    )
    def test_reads_what_was_written(
        self, tmp_path_factory: pytest.TempPathFactory, arrivals: list[tuple[int, str, int]], share: float
    ) -> None:
        counted = {(second, name): number for second, name, number in arrivals}
        found = [Arrivals(*key, number, number // 2) for key, number in sorted(counted.items())]
        behaviours = {each: takes(0.2, {"done": share}, {"bank": 1.0}) for each in "abc"}
        written = Trace("a test", "2026-01-01T00:00:00Z", 100, behaviours, found, {"a": {"b": 3}})
        path = tmp_path_factory.getbasetemp() / "trace.jsonl.gz"
        trace_file.write(written, path)
        assert trace_file.read(path) == written

    def test_leaves_out_empty_buckets_above_the_last_time(self, tmp_path: Path) -> None:
        wide = Trace("a test", "", 5, {"look": Behaviour(Histogram((1.0, 2.0, 3.0), (0, 4, 0)))}, [])
        trace_file.write(wide, tmp_path / "trace")
        assert trace_file.read(tmp_path / "trace").behaviours["look"].service == Histogram((1.0, 2.0), (0, 4))

    def test_is_the_same_for_the_same_trace(self, tmp_path: Path) -> None:
        for name in ("one", "other"):
            trace_file.write(trace((3, "look", 1)), tmp_path / name)
        assert (tmp_path / "one").read_bytes() == (tmp_path / "other").read_bytes()

    @pytest.mark.parametrize(
        ("content", "reason"),
        [
            (b"", "is no trace"),
            (b"{}", "Not a gzipped file"),
            (gzip.compress(b""), "is no trace"),
            (gzip.compress(b"[]\n"), "format"),
            (gzip.compress(json.dumps({"format": "cloudshop-trace/2"}).encode()), "format is not cloudshop-trace/1"),
            (gzip.compress(json.dumps({"format": "cloudshop-trace/1"}).encode()), "behaviours"),
        ],
        ids=["empty", "not compressed", "nothing in it", "no head", "another version", "head without behaviours"],
    )
    def test_says_why_it_is_none(self, tmp_path: Path, content: bytes, reason: str) -> None:
        (tmp_path / "trace").write_bytes(content)
        with pytest.raises(ValueError, match=reason):
            trace_file.read(tmp_path / "trace")

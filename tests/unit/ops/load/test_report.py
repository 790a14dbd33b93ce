"""The report counts what visitors asked for, says who waited, and shares cold starts among them."""

from typing import Any

from ops.load.counting import Counts
from ops.load.observing import Observed
from ops.load.plan import Plan
from ops.load.report import as_json, lines
from ops.load.shopping.requests import Kind

PLAN = Plan("a test", 60, [[], []])


def counted() -> Counts:
    counts = Counts()
    for number in range(100):
        counts.add(Kind.API, "read-cart", number / 100, "", was_cold=number > 96)
    counts.add(Kind.PAGE, "/", 0.1, "")
    counts.add(Kind.FILE, "picture", 9.0, "404")
    counts.add(Kind.ANNOUNCEMENT, "log-in", 9.0, "")
    return counts


def as_json_of(counts: Counts, observed: Observed | None = None) -> dict[str, Any]:
    return as_json(PLAN, "http://shop", 50.0, counts, observed)


class TestTheReport:
    def test_counts_by_name_and_together(self) -> None:
        found = as_json_of(counted())
        assert found["by_name"]["api read-cart"]["requests"] == 100
        assert (found["pages_and_api"]["requests"], found["all"]["requests"], found["visits"]) == (101, 103, 2)
        assert found["requests_per_second"] == 103 / 50

    def test_has_percentiles(self) -> None:
        seconds = as_json_of(counted())["by_name"]["api read-cart"]["seconds"]
        assert seconds == {"p50": 0.495, "p95": 0.941, "p99": 0.98}

    def test_says_who_waited_for_more_than_half_a_second(self) -> None:
        assert as_json_of(counted())["pages_and_api"]["waited"] == 49

    def test_names_what_failed(self) -> None:
        found = as_json_of(counted())
        assert found["failures"] == {"picture: 404": 1}
        assert (found["all"]["errors"], found["pages_and_api"]["errors"]) == (1, 0)

    def test_shares_cold_starts_among_those_who_wait_and_among_all(self) -> None:
        found = as_json_of(counted())
        assert found["cold_percent_of_pages_and_api"] == 2.97
        assert found["cold_percent_of_all_requests"] == 2.91
        assert "cost" not in found, "the shop on this machine has no pods"

    def test_has_cost_where_there_are_pods(self) -> None:
        found = as_json_of(counted(), Observed(120.4, 0.0012345, "EUR"))
        assert (found["pod_seconds"], found["cost"], found["currency"]) == (120, 0.00123, "EUR")

    def test_of_nobody_is_empty(self) -> None:
        assert as_json_of(Counts())["all"]["requests"] == 0


class TestLines:
    def test_have_each_name_and_what_is_known(self) -> None:
        text = "\n".join(lines(PLAN, 50.0, counted(), Observed(120.4, 0.0012345, "EUR")))
        for part in (
            "a test: 2 visits in 50 s",
            "read-cart",
            "failed 1 times: picture: 404",
            "2.97 % of pages and API",
        ):
            assert part in text
        assert "120 pod-seconds, EUR 0.00123" in text

    def test_say_where_to_ask_if_nothing_is_known_of_pods(self) -> None:
        assert "PROMETHEUS=URL" in "\n".join(lines(PLAN, 50.0, counted(), None))

    def test_say_what_was_left_out(self) -> None:
        counts = counted()
        counts.skipped, counts.visits_left_out = 4, 5
        text = "\n".join(lines(PLAN, 50.0, counts, None))
        assert "left out: 4 calls" in text
        assert "left out: 5 visits" in text

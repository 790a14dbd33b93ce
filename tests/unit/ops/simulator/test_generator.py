"""A generated day looks like a day: busy evenings, quiet nights, a rush after a mail, journeys in their order."""

from collections import Counter
from functools import cache
from itertools import pairwise

from codegen import sample_day
from ops.scaling.simulator.prewarming.candidates import carriers
from ops.scaling.simulator.shop import reading
from ops.scaling.simulator.shop.tree import WorkTree
from ops.scaling.simulator.traffic import trace_file
from ops.scaling.simulator.traffic.demo_shop import CALLS, EVENTS, behaviour
from ops.scaling.simulator.traffic.generator import day
from ops.scaling.simulator.traffic.journeys import DAY, SHOPPERS, STAFF
from ops.scaling.simulator.traffic.trace import Behaviour, Trace
from ops.scaling.simulator.traffic.visits import HOUR, Campaign
from tests.support.ops.simulated_shops import ROOT


@cache
def names() -> frozenset[str]:
    return frozenset(reading.read(WorkTree(ROOT), "kind", ROOT, 0.0).rows)


def behaviours() -> dict[str, Behaviour]:
    return {name: behaviour(name) for name in names()}


@cache
def sample(visitors: int = 2000, campaign: Campaign | None = None, seed: int = 0) -> Trace:
    return day(behaviours(), visitors, campaign=campaign, seed=seed)


def between(trace: Trace, start_hour: float, end_hour: float) -> int:
    return trace.between(int(start_hour * HOUR), int(end_hour * HOUR)).calls()


class TestDay:
    def test_is_the_same_for_the_same_seed_only(self) -> None:
        assert sample(300, seed=1) == day(behaviours(), 300, seed=1)
        assert sample(300, seed=1) != sample(300, seed=2)

    def test_is_quiet_at_night_and_busiest_in_the_evening(self) -> None:
        assert between(sample(), 2, 5) * 20 < between(sample(), 19, 22)

    def test_has_a_rush_after_a_mail_that_halves_again_and_again(self) -> None:
        rush = sample(10, Campaign(at_hour=11, visitors=3000))
        first, later = between(rush, 11, 11.25), between(rush, 12, 12.25)
        assert first > 5 * later > 0

    def test_counts_the_calls_of_first_pages(self) -> None:
        first = [each for each in sample().arrivals if each.first_pages]
        assert {each.operation for each in first} == {
            "list-products", "list-categories", "read-shop-rules", "look-up-order", "render-page",
        }  # fmt: skip
        assert all(each.first_pages <= each.calls for each in first)
        beside = {"list-categories", "read-shop-rules", "render-page"}
        assert 1900 < sum(each.first_pages for each in first if each.operation not in beside) <= 2000

    def test_has_forms_that_open_before_they_are_sent_and_shoppers_who_are_about_to_click(self) -> None:
        announced, called = Counter[str](), Counter[str]()
        for each in sample().arrivals:
            announced[each.operation] += each.announced
            called[each.operation] += each.calls
        forms = {"log-in", "register-account", "look-up-order", "ship-order", "adjust-stock"}
        assert {*+announced} == {*forms, "put-cart-item", "place-order"}
        assert 0 < sum(announced[form] for form in forms) < sum(called[form] for form in forms)
        assert announced["put-cart-item"] > called["put-cart-item"], "some think better of it"

    def test_says_which_operation_follows_which(self) -> None:
        steps = sample().next_steps
        assert set(steps["place-order"]) == {"get-order", "look-up-order"}
        assert "place-order" not in steps["list-products"]


class TestAssumptions:
    def test_name_operations_that_there_are(self) -> None:
        steps = {each for journey in SHOPPERS + STAFF for step in journey.steps for each in step.operations}
        assert steps | set(CALLS) | set(EVENTS) <= names()

    def test_name_events_that_there_are(self) -> None:
        consumers = reading.read(WorkTree(ROOT), "production", ROOT, 0.0).shop.graph.consumers
        announced = {event for events in EVENTS.values() for event in events}
        # The sweep's events are announced only where something got stuck.
        assert set(consumers) - announced == {
            "shop.account.erasure-due.v1",
            "shop.order.overdue.v1",
            # Here, every order goes in one parcel.
            "shop.order.parcel-sent.v1",
            # Fees, disputes and failed refunds, days later.
            "shop.payment.changes-reported.v1",
            "shop.stock.counted.v1",
            "shop.stock.expired.v1",
            "shop.stock.expiry-due.v1",
            "shop.stock.policies-set.v1",
        }

    def test_carry_an_order_as_the_spans_of_one_show(self) -> None:
        """Nothing is woken for whom an order does not need on its way (`TREE` in tests/e2e/test_telemetry.py)."""
        graph = reading.read(WorkTree(ROOT), "production", ROOT, 0.0).shop.graph
        assert carriers("place-order", behaviours(), graph) == (
            "relay-outbox",
            "reserve-stock",
            "authorize-payment",
            "mark-order-reserved",
            "simulate-cards",
            "commit-stock",
            "confirm-order",
        )

    def test_add_up(self) -> None:
        assert round(sum(journey.share for journey in SHOPPERS), 9) == round(sum(each.share for each in STAFF), 9) == 1
        assert len(DAY) == 24
        assert max(abs(now - later) for now, later in pairwise(DAY)) < 4, "no hour is unlike its neighbours"


class TestSampleDay:
    def test_is_a_day_that_the_generator_made(self) -> None:
        assert trace_file.read(sample_day.SAMPLE_DAY) == sample_day.made(), "run `make generate`"

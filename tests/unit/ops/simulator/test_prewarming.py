"""What to wake is chosen by journeys: what saves the most waiting for its pods, within a budget."""

import re
from dataclasses import replace
from itertools import pairwise

from gateway.routing.next_steps import NEXT_STEPS, before, read_next_steps
from ops.scaling.simulator.commands.preview import GENERATED_DAY
from ops.scaling.simulator.commands.prewarming import digest, short_digest, written
from ops.scaling.simulator.model.shop import CallGraph, Shop
from ops.scaling.simulator.prewarming.candidates import Candidate, candidates, carriers, for_orders, merged
from ops.scaling.simulator.prewarming.choosing import choose, evaluator
from ops.scaling.simulator.shop import reading
from ops.scaling.simulator.shop.tree import WorkTree
from ops.scaling.simulator.traffic import trace_file
from ops.scaling.simulator.traffic.trace import Trace
from tests.support.ops.simulated_shops import ROOT, function, shop, takes, trace

GRAPH = CallGraph(
    edge="gateway", relay="relay", consumers={"placed": ("reserve",), "reserved": ("confirm-order",), "odd": ("mend",)}
)
BEHAVIOURS = {
    "place_order": takes(0.01, {"placed": 0.97, "odd": 0.03}),
    "reserve": takes(0.01, {"reserved": 1.0}),
    "confirm_order": takes(0.01),
    "relay": takes(0.01),
    "mend": takes(0.01),
}


def visits(*steps: str, times: int = 5, pause: int = 8) -> Trace:
    """The same visit every ten minutes, with so many seconds between its steps."""
    calls = [(600 * visit + pause * number, step, 1) for visit in range(times) for number, step in enumerate(steps)]
    made = trace(*calls, seconds=600 * times, **BEHAVIOURS)
    return replace(made, next_steps={before: {after: times} for before, after in pairwise(steps)})


def sleeping(*names: str) -> Shop:
    return shop(GRAPH, gateway=function(min_pods=1), **{name: function() for name in names})


class TestCandidates:
    def test_are_the_next_two_steps_of_those_who_call(self) -> None:
        found = candidates(visits("look", "read", "buy"), CallGraph())
        assert {(each.operation, each.woken) for each in found} == {
            ("look", ("read",)), ("look", ("buy",)), ("read", ("buy",)),
        }  # fmt: skip
        assert {each.share for each in found} == {1.0}

    def test_are_the_same_before_an_operation_that_is_announced(self) -> None:
        traffic = visits("look", "buy")
        announced = replace(traffic, arrivals=[each._replace(announced=1) for each in traffic.arrivals])
        assert {each.operation for each in candidates(announced, CallGraph())} == {"look", before("look")}

    def test_leave_out_what_few_do_next(self) -> None:
        rare = replace(visits("look", "buy", times=50), next_steps={"look": {"buy": 2}})
        assert candidates(rare, CallGraph()) == []

    def test_carry_what_a_step_announces_but_not_what_should_not_happen(self) -> None:
        traffic = visits("quote-order", "place-order")
        assert carriers("place-order", traffic.behaviours, GRAPH) == ("relay", "reserve", "confirm-order")
        chain = ("place-order", "relay", "reserve", "confirm-order")
        assert Candidate("quote-order", chain, 1.0) in candidates(traffic, GRAPH)
        assert for_orders(traffic, GRAPH) == [Candidate("quote-order", chain, 1.0)]

    def test_carry_an_order_from_when_it_is_announced(self) -> None:
        traffic = visits("quote-order", "place-order")
        orders = [each._replace(announced=int(each.operation == "place-order")) for each in traffic.arrivals]
        announced = replace(traffic, arrivals=orders)
        chain = ("relay", "reserve", "confirm-order")
        assert for_orders(announced, GRAPH) == [Candidate(before("place-order"), chain, 1.0)]


class TestChoosing:
    def test_takes_what_spares_shoppers_a_start_and_says_its_effect(self) -> None:
        traffic, sleeps = visits("look", "buy"), sleeping("look", "buy")
        evaluate = evaluator(sleeps, traffic, seed=1)
        before = evaluate(())
        chosen = choose(before, [], candidates(traffic, GRAPH), evaluate, 50)
        assert merged([each.candidate for each in chosen]) == {"look": ("buy",)}
        assert (before.cold, chosen[-1].effect.cold) == (10, 5)
        assert chosen[-1].effect.waited_seconds < before.waited_seconds

    def test_stays_within_the_budget(self) -> None:
        traffic, sleeps = visits("look", "buy"), sleeping("look", "buy")
        evaluate = evaluator(sleeps, traffic, seed=1)
        before = evaluate(())
        chosen = choose(before, [], candidates(traffic, GRAPH), evaluate, 0.5)
        assert all(each.effect.pod_seconds <= before.pod_seconds * 1.005 for each in chosen)

    def test_wakes_nothing_that_comes_too_late(self) -> None:
        traffic = visits("look", "buy", pause=120)
        evaluate = evaluator(sleeping("look", "buy"), traffic, seed=1)
        assert choose(evaluate(()), [], candidates(traffic, GRAPH), evaluate, 50) == []

    def test_makes_an_order_quick_from_the_checkout_on(self) -> None:
        traffic = visits("quote-order", "place-order")
        sleeps = sleeping("quote_order", "place_order", "relay", "reserve", "confirm_order")
        evaluate = evaluator(sleeps, traffic, seed=1)
        before = evaluate(())
        chosen = choose(before, for_orders(traffic, GRAPH), [], evaluate, 0)
        assert chosen[0].effect.waited_seconds < before.waited_seconds / 3


def test_the_table_is_written_as_the_gateway_reads_it() -> None:
    text = written([], "nothing")
    assert text.startswith("# The functions that the gateway wakes")


class TestTheTableOfTheShop:
    """What `make tune-wakes WRITE=1` wrote for the sample day, and nothing since."""

    def test_is_what_was_proposed_for_the_sample_day(self) -> None:
        day = trace_file.read(ROOT / GENERATED_DAY)
        text = NEXT_STEPS.read_text()
        rows = text.partition("\n\n")[2]
        assert f"trace {digest(day)}; rows {short_digest(rows)}." in text, "propose anew: make tune-wakes WRITE=1"

    def test_spares_cold_starts_within_its_budget(self) -> None:
        day, asleep = (
            trace_file.read(ROOT / GENERATED_DAY),
            reading.read(WorkTree(ROOT), "production", ROOT, 0.0).shop,
        )
        budget = float(re.search(r"at most ([\d.]+) % more pod-seconds", NEXT_STEPS.read_text())[1])  # type: ignore[index]
        table = [Candidate(name, tuple(steps), 1.0) for name, steps in read_next_steps().items()]
        without = evaluator(asleep, day.without_announcements(), seed=1)([])
        woken = evaluator(asleep, day, seed=1)(table)
        assert woken.pod_seconds <= (1 + budget / 100) * without.pod_seconds
        assert woken.cold < 0.3 * without.cold

    def test_wakes_what_carries_an_order_when_it_is_announced(self) -> None:
        day, shop_of_kind = trace_file.read(ROOT / GENERATED_DAY), reading.read(WorkTree(ROOT), "kind", ROOT, 0.0).shop
        (always,) = for_orders(day, shop_of_kind.graph)
        assert set(always.woken) <= set(read_next_steps()[before("place-order")]), "run `make tune-wakes WRITE=1`"
        assert {"relay-outbox", "reserve-stock", "authorize-payment", "confirm-order"} <= set(always.woken)

"""An order's states by their rules alone: wherever it goes, some things never happen."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as some
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from db.models.order_codes import STATES, State
from functions.orders import rules

NOW = datetime(2026, 11, 23, tzinfo=UTC)

lines = some.lists(
    some.builds(
        rules.PricedLine,
        sku=some.text(min_size=1),
        title=some.text(),
        unit_price_minor=some.integers(0, 10**9),
        quantity=some.integers(1, rules.QUANTITY_MAX),
    ),
    min_size=1,
    max_size=rules.LINES_MAX,
)


class TestTotals:
    @given(lines, some.integers(0, 10**6))
    def test_are_the_sum_of_the_lines_and_the_shipping(
        self, priced: list[rules.PricedLine], shipping_minor: int
    ) -> None:
        cost = rules.totals(priced, shipping_minor)
        assert cost.subtotal_minor == sum(rules.totals([line], 0).total_minor for line in priced)
        assert cost.total_minor == cost.subtotal_minor + shipping_minor

    def test_count_every_item_of_a_line(self) -> None:
        priced = [rules.PricedLine("A", "A", 12_50, 2), rules.PricedLine("B", "B", 1_00, 3)]
        assert rules.totals(priced, 0).subtotal_minor == 28_00

    @given(lines)
    def test_do_not_depend_on_the_order_of_the_lines(self, priced: list[rules.PricedLine]) -> None:
        assert rules.totals(priced, 4_90) == rules.totals(reversed(priced), 4_90)


class AnyOrder(RuleBasedStateMachine):
    """An order to which anything is tried at any moment."""

    def __init__(self) -> None:
        super().__init__()
        self.history: list[State] = ["placed"]

    @rule(state=some.sampled_from(STATES))
    def try_to_enter(self, state: State) -> None:
        if rules.can_enter(state, self.history[-1]):
            self.history.append(state)

    @precondition(lambda self: self.history[-1] in {"rejected", "cancelled", "refunded"})
    @rule(state=some.sampled_from(STATES))
    def leave_an_end(self, state: State) -> None:
        assert not rules.can_enter(state, self.history[-1])

    @invariant()
    def is_in_no_state_twice(self) -> None:
        assert len(set(self.history)) == len(self.history)

    @invariant()
    def is_shipped_only_when_confirmed(self) -> None:
        if "shipped" in self.history:
            assert self.history[self.history.index("shipped") - 1] == "confirmed"

    @invariant()
    def is_never_both_shipped_and_cancelled(self) -> None:
        assert not {"shipped", "cancelled"} <= set(self.history)

    @invariant()
    def is_rejected_only_before_it_is_confirmed(self) -> None:
        assert not {"rejected", "confirmed"} <= set(self.history)

    @invariant()
    def is_refunded_only_after_it_was_sent(self) -> None:
        if "refunded" in self.history:
            assert "shipped" in self.history


TestAnyOrder = AnyOrder.TestCase


class TestStates:
    def test_are_those_of_the_database_and_all_can_be_reached(self) -> None:
        reached: set[State] = {"placed"}
        for _ in STATES:
            reached |= {state for state in STATES if any(rules.can_enter(state, present) for present in reached)}
        assert set(rules.ENTERED_FROM) == set(STATES) == reached

    @pytest.mark.parametrize("state", STATES)
    def test_have_a_deadline_exactly_while_the_shop_must_act(self, state: State) -> None:
        assert (rules.deadline(state, "card", NOW) is not None) == (state in {"placed", "reserved"})

    def test_are_later_where_the_shopper_has_to_pay(self) -> None:
        by_card, by_shopper = (rules.deadline("reserved", method, NOW) for method in ("card", ""))
        assert by_card is not None
        assert by_shopper is not None
        assert by_card < by_shopper
        assert rules.deadline("placed", "", NOW) == rules.deadline("placed", "card", NOW)


class TestReturnableUntil:
    @given(some.timedeltas(timedelta(), timedelta(days=90)))
    def test_counts_from_the_delivery_else_from_the_shipping(self, way: timedelta) -> None:
        assert rules.returnable_until({"placed": NOW, "shipped": NOW}) == NOW + rules.RETURN_PERIOD
        delivered = rules.returnable_until({"shipped": NOW, "delivered": NOW + way})
        assert delivered == NOW + way + rules.RETURN_PERIOD

    def test_has_not_begun_before_the_items_are_shipped(self) -> None:
        assert rules.returnable_until({"placed": NOW, "confirmed": NOW}) is None

"""Returns: each state has a way to an end that staff can take, and refunds come to exactly what was paid."""

from collections import Counter
from datetime import datetime, timedelta
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from db.models.order_codes import STATES, ReturnState, State
from functions.orders.returns import rules as returns
from functions.orders.rules import can_enter, may_arrive
from functions.orders.taxes.rules import included_minor
from tests.support.factories import MOMENT

ENDS: set[State] = {"rejected", "cancelled", "delivered", "refunded"}
# What the operations of staff enter: cancel_order, ship_order, mark_order_delivered, and settle after a return.
BY_STAFF: set[State] = {"cancelled", "shipped", "delivered"}
RETURN_STATES: tuple[ReturnState, ...] = get_args(ReturnState)


def ways(state: State) -> set[State]:
    """The states that staff can bring an order into."""
    settled: set[State] = {"shipped", "delivered"} if state == "return_requested" else set()
    return {after for after in BY_STAFF if can_enter(after, state)} | settled


class OrderAndReturn(RuleBasedStateMachine):
    """An order with its returns, moved by shop, shopper and staff in any order; at any time staff can end it."""

    def __init__(self) -> None:
        super().__init__()
        self.state: State = "placed"
        self.arrived: dict[str, datetime] = {}
        self.captured = self.refunded = 0
        self.returned: ReturnState | None = None
        self.is_withdrawal = False

    @rule(state=st.sampled_from(sorted(set(STATES) - {"delivered", "return_requested", "refunded"})))
    def moves(self, state: State) -> None:
        if can_enter(state, self.state):
            self.state = state
            self.captured = 2 if state == "shipped" else self.captured

    @rule(part=st.integers(1, 2))
    def money_is_given_back(self, part: int) -> None:
        self.refunded = min(self.captured, self.refunded + part)
        if 0 < self.captured == self.refunded and can_enter("refunded", self.state):
            self.state = "refunded"

    @rule()
    def the_parcel_arrives(self) -> None:
        """Staff say so whenever the carrier does, whether a return was announced meanwhile or not."""
        awaited = self.state in {"shipped", "return_requested"} and not self.arrived
        assert may_arrive(self.state, self.arrived) == awaited
        if awaited:
            self.arrived = {"delivered": MOMENT}
            self.state = "delivered" if can_enter("delivered", self.state) else self.state

    @precondition(lambda self: can_enter("return_requested", self.state))
    @rule(is_withdrawal=st.booleans())
    def shopper_announces(self, is_withdrawal: bool) -> None:
        self.state, self.is_withdrawal = "return_requested", is_withdrawal
        self.returned = "approved" if is_withdrawal else "requested"

    @precondition(lambda self: self.returned in returns.OPEN)
    @rule(state=st.sampled_from(RETURN_STATES))
    def staff_decide(self, state: ReturnState) -> None:
        assert self.returned is not None
        if returns.may_become(state, self.returned, withdrawal=self.is_withdrawal):
            self._decide(state)

    def _decide(self, state: ReturnState) -> None:
        self.returned = state
        if state not in returns.OPEN and self.state == "return_requested":
            self.state = returns.state_without_return(self.arrived)

    @invariant()
    def is_refunded_only_when_all_that_was_taken_is_back(self) -> None:
        assert self.state != "refunded" or 0 < self.captured == self.refunded

    @invariant()
    def is_cancelled_only_when_nothing_was_taken(self) -> None:
        assert self.state != "cancelled" or self.captured == 0

    @invariant()
    def is_known_to_have_arrived(self) -> None:
        assert not self.arrived or self.state in {"delivered", "return_requested", "refunded"}

    def teardown(self) -> None:
        """Staff alone bring it to an end, from wherever it is."""
        if self.returned in returns.OPEN:
            assert returns.may_become("received", self.returned, withdrawal=self.is_withdrawal)
            self._decide("received")
        for _ in STATES:
            if self.state not in ENDS:
                self.state = min(ways(self.state))
        assert self.state in ENDS


TestOrderAndReturn = OrderAndReturn.TestCase


class TestWithdrawals:
    @pytest.mark.parametrize(
        ("after", "expected"), [(timedelta(days=14), True), (timedelta(days=14, microseconds=1), False)]
    )
    def test_are_a_right_for_fourteen_days(self, after: timedelta, expected: bool) -> None:
        assert returns.is_withdrawal(MOMENT, MOMENT + after, by_business=False) is expected

    def test_are_a_right_before_the_goods_arrive(self) -> None:
        assert returns.is_withdrawal(None, MOMENT, by_business=False)

    def test_are_no_right_of_a_business(self) -> None:
        assert not returns.is_withdrawal(None, MOMENT, by_business=True)
        assert not returns.is_withdrawal(MOMENT, MOMENT, by_business=True)

    def test_are_not_declined(self) -> None:
        assert not returns.may_become("declined", "requested", withdrawal=True)
        assert returns.may_become("declined", "requested", withdrawal=False)


SPLITS = st.lists(st.integers(1, 9), min_size=1, max_size=6)


@given(SPLITS, st.integers(0, 10**7), st.sampled_from([0, 550, 2000, 2700]))
def test_all_returns_of_a_line_give_back_exactly_what_was_paid(parts: list[int], charged: int, rate: int) -> None:
    paid = returns.PaidLine(sum(parts), charged, rate, included_minor(charged, rate))
    amounts = [paid.refund_of_quantity(sum(parts[:place]), part) for place, part in enumerate(parts)]
    assert sum(amount.gross_minor for amount in amounts) == charged
    assert sum(amount.tax_minor for amount in amounts) == paid.tax_minor
    assert all(amount.gross_minor >= 0 and amount.tax_minor >= 0 for amount in amounts)


@given(SPLITS, st.integers(0, 10**7), st.sampled_from([0, 550, 2000, 2700]), st.data())
def test_what_is_left_of_a_line_after_lost_value_is_never_more_than_was_paid(
    parts: list[int], charged: int, rate: int, data: st.DataObject
) -> None:
    paid = returns.PaidLine(sum(parts), charged, rate, included_minor(charged, rate))
    amounts = [paid.refund_of_quantity(sum(parts[:place]), part) for place, part in enumerate(parts)]
    lost = [data.draw(st.integers(0, amount.gross_minor)) for amount in amounts]
    left = [returns.less_lost_value(*each) for each in zip(amounts, lost, strict=True)]
    assert sum(each.gross_minor for each in left) == charged - sum(lost)
    for whole, part in zip(amounts, left, strict=True):
        assert 0 <= part.tax_minor <= whole.tax_minor
        # In proportion, to half a cent.
        difference = part.tax_minor * whole.gross_minor - whole.tax_minor * part.gross_minor
        assert 2 * abs(difference) <= whole.gross_minor


@given(
    st.lists(st.tuples(st.integers(1, 5000), st.sampled_from([550, 2000])), min_size=1, max_size=5),
    st.lists(st.tuples(st.booleans(), st.integers(1, 6000)), max_size=8),
)
def test_refunds_of_lines_and_amounts_together_take_back_exactly_the_tax(
    lines: list[tuple[int, int]], steps: list[tuple[bool, int]]
) -> None:
    total = sum(gross for gross, _ in lines)
    stored: Counter[int] = Counter()
    for gross, rate in lines:
        stored[rate] += included_minor(gross, rate)
    back: Counter[int] = Counter()
    refunded, has_lines, waiting = 0, False, list(lines)
    for by_line, asked in [*steps, (False, total)]:
        left = total - refunded
        of_lines = None
        amount = min(asked, left)
        if by_line and waiting and waiting[-1][0] <= left:
            amount, rate = waiting.pop()
            of_lines = {rate: included_minor(amount, rate)}
        if amount == 0:
            continue
        before = returns.Refunds(total, refunded, back, has_lines)
        taken = returns.refunded_taxes(stored, before, amount, of_lines)
        assert all(tax >= 0 for tax in taken.values())
        back.update(taken)
        refunded, has_lines = refunded + amount, has_lines or of_lines is not None
    assert refunded == total
    assert +back == +stored


def test_what_a_parcel_did_not_have_may_come_again() -> None:
    line = returns.ReturnedLine("MUG", announced=3, arrived=1)
    states: dict[ReturnState, int] = {"requested": 3, "approved": 3, "declined": 0, "received": 1, "refunded": 1}
    assert {state: returns.returned_quantities([(state, [line])])["MUG"] for state in states} == states

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from functions.payments import rules

amounts = st.integers(min_value=1, max_value=10**12)


Ended = tuple[str, int, int, list[int]]


@st.composite
def payments(draw: st.DrawFn) -> Ended:
    """How a payment may end, its amount, what was captured of it, and what was asked back: also too much, and often."""
    end = draw(st.sampled_from(["authorized", "voided", "captured"]))
    amount = draw(amounts)
    captured = draw(st.integers(min_value=0, max_value=amount)) if end == "captured" else 0
    return end, amount, captured, draw(st.lists(amounts, max_size=8)) if end == "captured" else []


def booked(payment: Ended) -> tuple[list[rules.Booking], int, int]:
    """What a shop that keeps the rules books for it, what it captured and what it refunded."""
    end, amount, captured, asked_back = payment
    bookings, refunded = [rules.authorization(amount)], 0
    if end == "voided":
        bookings.append(rules.void(amount))
    if end == "captured":
        bookings.append(rules.capture(amount, captured))
    for asked in asked_back:
        if asked <= rules.refundable(captured, refunded, 0):
            bookings.append(rules.refund(asked))
            refunded += asked
    return bookings, captured, refunded


def balances(bookings: list[rules.Booking]) -> Counter[str]:
    total: Counter[str] = Counter()
    for booking in bookings:
        for account, amount in booking.items():
            total[account] += amount
    return total


class TestLedger:
    @given(st.lists(payments(), max_size=10))
    def test_every_booking_sums_to_zero(self, paid: list[Ended]) -> None:
        for payment in paid:
            assert all(sum(booking.values()) == 0 for booking in booked(payment)[0])

    @given(st.lists(payments(), max_size=10))
    def test_reports_what_was_captured_and_refunded(self, paid: list[Ended]) -> None:
        histories = [booked(payment) for payment in paid]
        ledger = balances([booking for bookings, _, _ in histories for booking in bookings])
        captured, refunded = sum(c for _, c, _ in histories), sum(r for _, _, r in histories)
        assert ledger[rules.RECEIVABLE] == captured - refunded
        assert (ledger[rules.REVENUE], ledger[rules.REFUNDS]) == (-captured, refunded)

    @given(st.lists(payments(), max_size=10))
    def test_holds_only_what_is_neither_captured_nor_voided(self, paid: list[Ended]) -> None:
        ledger = balances([booking for payment in paid for booking in booked(payment)[0]])
        held = sum(amount for end, amount, _, _ in paid if end == "authorized")
        assert (ledger[rules.HELD], ledger[rules.SET_ASIDE]) == (held, -held)

    @given(payments())
    def test_never_refunds_more_than_was_captured(self, payment: Ended) -> None:
        _, captured, refunded = booked(payment)
        assert 0 <= refunded <= captured <= payment[1]


charged = st.fixed_dictionaries({account: amounts for account in rules.CHARGES})


class TestCharges:
    @given(st.lists(charged, max_size=8))
    def test_are_booked_as_they_are_reported_last(self, reports: list[dict[str, int]]) -> None:
        booked: Counter[str] = Counter()
        for report in reports:
            booking = rules.catch_up(report, booked)
            assert sum(booking.values()) == 0
            booked.update(booking)
        for account in rules.CHARGES:
            assert booked[account] == (reports[-1][account] if reports else 0)
        assert booked[rules.RECEIVABLE] == -sum(booked[account] for account in rules.CHARGES)

    def test_need_no_booking_where_nothing_has_changed(self) -> None:
        report = {rules.FEES: 67, rules.DISPUTED: 0, rules.LOST: 0}
        assert rules.catch_up(report, {rules.FEES: 67}) == {}

    def test_have_what_is_disputed_until_it_is_decided(self) -> None:
        disputes = [("open", 1), ("open", 2), ("lost", 4), ("won", 8), ("asked", 16)]
        assert rules.charges(32, disputes) == {rules.FEES: 32, rules.DISPUTED: 3, rules.LOST: 4}


class TestRefundsThatDoNotArrive:
    @given(amounts, st.booleans())
    def test_balance_however_they_end(self, amount: int, is_settled: bool) -> None:
        end = rules.settlement(amount, is_owed=True) if is_settled else rules.repeated_refund(amount)
        ledger = balances([rules.refund(amount), rules.failed_refund(amount), end])
        assert (ledger[rules.OWED], ledger[rules.REFUNDS], sum(ledger.values())) == (0, amount, 0)


class TestRefundable:
    def test_is_what_was_taken_less_what_is_given_or_promised_back(self) -> None:
        assert rules.refundable(29_90, 5_00, 4_90) == 20_00

    @pytest.mark.parametrize(("code", "known"), [("some_new_code", "card_declined"), ("expired_card", "expired_card")])
    def test_a_decline_that_is_not_known_is_one_all_the_same(self, code: str, known: str) -> None:
        assert rules.decline_code(code) == known

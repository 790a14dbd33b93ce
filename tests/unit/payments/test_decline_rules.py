from datetime import UTC, datetime, timedelta

import pytest

from eventing.times import PAYMENT_MARGIN, RESERVATION
from functions.payments.declines.rules import FREE, OF_A_PAYMENT_MAX, ends_payment, payable_again_at

NOW = datetime(2026, 11, 30, 12, 0, tzinfo=UTC)


class TestDeclines:
    @pytest.mark.parametrize("declines", range(FREE + 1))
    def test_of_a_few_cards_have_no_consequence(self, declines: int) -> None:
        assert payable_again_at([NOW] * declines) is None

    @pytest.mark.parametrize(("over", "minutes"), [(1, 1), (2, 2), (3, 4), (4, 8), (5, 8), (99, 8)])
    def test_of_more_cards_make_wait_longer_from_the_last_one_on(self, over: int, minutes: int) -> None:
        declined = [NOW - timedelta(minutes=number) for number in range(FREE + over)]
        assert payable_again_at(declined) == NOW + timedelta(minutes=minutes)

    def test_leave_time_to_pay_with_the_last_card(self) -> None:
        waits = [payable_again_at([NOW] * declines) or NOW for declines in range(OF_A_PAYMENT_MAX)]
        assert sum((until - NOW for until in waits), timedelta()) < RESERVATION - PAYMENT_MARGIN

    def test_of_very_many_cards_end_a_payment(self) -> None:
        assert [ends_payment(declines) for declines in (0, OF_A_PAYMENT_MAX - 1, OF_A_PAYMENT_MAX)] == [
            False,
            False,
            True,
        ]

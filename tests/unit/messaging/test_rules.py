from collections.abc import Callable
from datetime import timedelta

import pytest

from eventing.times import REDELIVERY_MAX, REDELIVERY_MIN
from functions.messaging.rules import wait_after_refusal, wait_for_acknowledgement


@pytest.mark.parametrize("wait", [wait_after_refusal, wait_for_acknowledgement])
class TestWaits:
    def test_grow_up_to_the_longest(self, wait: Callable[[int], timedelta]) -> None:
        waits = [wait(attempts) for attempts in range(1, 100)]
        assert waits == sorted(waits)
        assert waits[0] <= REDELIVERY_MIN < waits[-1] == REDELIVERY_MAX

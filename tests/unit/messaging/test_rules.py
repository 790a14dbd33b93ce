from datetime import timedelta

from functions.messaging.rules import wait_after_refusal, wait_for_acknowledgement


class TestWaits:
    def test_grow_and_are_bounded(self) -> None:
        for wait in (wait_after_refusal, wait_for_acknowledgement):
            waits = [wait(attempts) for attempts in range(1, 50)]
            assert waits == sorted(waits)
            assert waits[-1] <= timedelta(minutes=10)

"""What is sent in the background: soon, one delivery at a time, again while something is left."""

import threading

import pytest

from functions.runtime.network.background_sender import BackgroundSender

SECONDS = 10.0


def test_what_is_asked_for_during_a_delivery_is_delivered_once_more() -> None:
    begun, go_on = threading.Semaphore(0), threading.Semaphore(0)

    def deliver() -> bool:
        begun.release()
        return go_on.acquire(timeout=SECONDS)

    sender = BackgroundSender(deliver, gather_seconds=0)
    sender.wake()
    assert begun.acquire(timeout=SECONDS)
    for _ in range(3):
        sender.wake()
    go_on.release()
    assert begun.acquire(timeout=SECONDS)
    go_on.release()
    assert not begun.acquire(timeout=0.2)


def test_it_delivers_until_nothing_is_left() -> None:
    left, done = [3, 2, 1], threading.Event()

    def deliver() -> bool:
        left.pop()
        if not left:
            done.set()
        return not left

    BackgroundSender(deliver, gather_seconds=0).wake()
    assert done.wait(SECONDS)


@pytest.mark.filterwarnings("ignore::pytest.PytestUnhandledThreadExceptionWarning")
def test_a_delivery_that_fails_does_not_end_all_others() -> None:
    failed, done = threading.Event(), threading.Event()

    def deliver() -> bool:
        if not failed.is_set():
            failed.set()
            raise RuntimeError("a defect")
        done.set()
        return True

    sender = BackgroundSender(deliver, gather_seconds=0)
    sender.wake()
    assert failed.wait(SECONDS)
    assert sender._thread is not None
    sender._thread.join(SECONDS)
    sender.wake()
    assert done.wait(SECONDS)

"""Runs work of the card simulator after its response; it is lost if the pod ends first, as providers lose webhooks."""

import threading
from collections.abc import Callable

# Calls the function after so many seconds.
Later = Callable[[float, Callable[[], None]], None]


def run_after(seconds: float, act: Callable[[], None]) -> None:
    timer = threading.Timer(seconds, act)
    timer.daemon = True
    timer.start()

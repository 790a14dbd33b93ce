"""Waits until a condition holds, within the test's time limit."""

import time
from collections.abc import Callable
from typing import Any


def eventually(holds: Callable[[], Any], *, seconds: float, what: str, every: float = 0.2) -> Any:
    """Waits until `holds` returns something true, and returns it; fails with `what` after `seconds`."""
    deadline = time.monotonic() + seconds
    while not (answer := holds()):
        assert time.monotonic() < deadline, f"{what}: not within {seconds} s"
        time.sleep(every)
    return answer

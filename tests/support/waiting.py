"""Waits until a condition holds, within the test's time limit."""

import time
from collections.abc import Callable
from typing import Any


def eventually(holds: Callable[[], Any], *, seconds: float, what: str, every: float = 0.2) -> Any:
    """What `holds` answers as soon as that is true; fails with `what` when it is not in time."""
    deadline = time.monotonic() + seconds
    while not (answer := holds()):
        assert time.monotonic() < deadline, f"{what}: not within {seconds} s"
        time.sleep(every)
    return answer

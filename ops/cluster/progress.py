"""Says what is being done, how long it took, and how long everything has taken so far."""

import sys
import time
from collections.abc import Callable

Step = Callable[[], str | None]


def go_through(steps: dict[str, Step]) -> None:
    """Runs the steps in their order; what one returns is told beside it."""
    started = time.monotonic()
    for number, (title, step) in enumerate(steps.items(), 1):
        began = time.monotonic()
        head = f"[{number:2}/{len(steps)}] {title}"
        if sys.stdout.isatty():
            print(f"{head} ...", end="\r", flush=True)
        found = step()
        now = time.monotonic()
        note = f" · {found}" if found else ""
        print(f"{head:<52} {now - began:6.1f} s  (total {_clock(now - started)}){note}", flush=True)


def _clock(seconds: float) -> str:
    return f"{int(seconds) // 60}:{int(seconds) % 60:02}"

"""Runs the steps of a command, and prints each step's time and the total."""

import sys
import time
from collections.abc import Callable

Step = Callable[[], str | None]


def run_steps(steps: dict[str, Step]) -> None:
    """Runs the steps in order, and prints the note that a step returns."""
    started = time.monotonic()
    for number, (title, step) in enumerate(steps.items(), 1):
        began = time.monotonic()
        head = f"[{number:2}/{len(steps)}] {title}"
        if sys.stdout.isatty():
            print(f"{head} ...", end="\r", flush=True)
        result = step()
        now = time.monotonic()
        note = f" · {result}" if result else ""
        print(f"{head:<52} {now - began:6.1f} s  (total {_clock(now - started)}){note}", flush=True)


def _clock(seconds: float) -> str:
    return f"{int(seconds) // 60}:{int(seconds) % 60:02}"

"""`make soak`: kills the shop at every crash point of every story, and then takes random walks, until something fails.

WALKS or MINUTES bound the walks, SEED is the first one's. With STEPS, that walk is taken alone, with these steps.
"""

import contextlib
import io
import os
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator
from pathlib import Path

from sqlalchemy import Engine, create_engine

from tests.support.postgres import running_postgres
from tests.support.simulation.stories.crash_rounds import STORIES, told
from tests.support.simulation.walks.report import report
from tests.support.simulation.walks.walk import Walk

WALKS, WALKS_BETWEEN_REPORTS = 10_000, 50


def main() -> int:
    with tempfile.TemporaryDirectory() as folder, running_postgres(Path(folder)) as server:
        engine = create_engine(server.url)
        try:
            if steps := os.environ.get("STEPS"):
                return _walk([Walk(engine, _seed(), tuple(map(int, steps.split(","))))])
            if not os.environ.get("SEED"):
                _kill(engine)
            return _walk(Walk(engine, seed) for seed in _seeds())
        finally:
            engine.dispose()


def _kill(engine: Engine) -> None:
    """Kills at every crash point of every story."""
    for story in STORIES:
        with contextlib.redirect_stdout(io.StringIO()):
            points = sorted(set(told(engine, story)))
            for point in points:
                told(engine, story, kill_at=point)
        sys.stderr.write(f"{story}: right after a kill at each of {len(points)} crash points\n")


def _seed() -> int:
    return int(os.environ.get("SEED") or 0)


def _seeds() -> Iterator[int]:
    minutes, walks = os.environ.get("MINUTES"), os.environ.get("WALKS")
    until = time.perf_counter() + 60 * float(minutes or "inf")
    last = _seed() + int(walks or (sys.maxsize if minutes else WALKS))
    seed = _seed()
    while seed < last and time.perf_counter() < until:
        yield seed
        seed += 1


def _walk(walks: Iterable[Walk]) -> int:
    """Takes the walks, and reports the first that fails."""
    taken, began = 0, time.perf_counter()
    for walk in walks:
        # What the shop logs is no part of the report.
        with contextlib.redirect_stdout(io.StringIO()):
            problem = walk.problem()
            text = report(walk, problem) if problem else ""
        if problem:
            sys.stderr.write(f"{text}\n")
            return 1
        taken += 1
        if taken % WALKS_BETWEEN_REPORTS == 0:
            minutes = (time.perf_counter() - began) / 60
            sys.stderr.write(f"{taken} walks in {minutes:.1f} min, the last with seed {walk.seed}: all is well\n")
    sys.stderr.write(f"{taken} walks: all is well\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())

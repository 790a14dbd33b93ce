"""A crash point of every kind, with a real server process that SIGKILL ends there; a new one takes over."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import get_args

import httpx
import pytest
from sqlalchemy import Engine

from local.host.operations import ROOT, operations
from local.host.ports import free_port
from local.postgres.postgres import Postgres
from tests.support.invariants.always import ALWAYS
from tests.support.invariants.at_rest import AT_REST
from tests.support.invariants.checks import violations
from tests.support.simulation.checks import problems_outside
from tests.support.simulation.stories.crash_rounds import told
from tests.support.simulation.stories.orders import bought_and_sent_back
from tests.support.simulation.world.clock import Clock
from tests.support.simulation.world.crash_points import CrashPoint, When
from tests.support.simulation.world.reachable import reachable
from tests.support.simulation.world.world import ENVIRONMENT, World
from tests.support.waiting import eventually

# In the order of the story, each is first reached by another operation.
ACTS = ("commit 1", "call of broker 1", "call of simulate-cards 1", "mail 1")
KILLED = "killed-process"


@contextmanager
def started(point: CrashPoint, settings: dict[str, str]) -> Iterator[tuple[subprocess.Popen[bytes], str]]:
    """The process, and its address."""
    found, port = operations()[point.operation], free_port()
    served = {"FUNCTION_SOURCE": str(ROOT / found.source), "FUNCTION_TARGET": found.target, "PORT": str(port)}
    module = "tests.support.simulation.world.killable_process"
    process = subprocess.Popen(
        [sys.executable, "-m", module, point.operation, point.act, point.when],
        cwd=ROOT,
        env={**os.environ, **ENVIRONMENT, **settings, **served},
        stdout=subprocess.DEVNULL,
    )
    try:
        url = f"http://127.0.0.1:{port}/"
        eventually(lambda: answers(url), seconds=100, what="the process listens")
        yield process, url
    finally:
        process.kill()
        process.wait()


def answers(url: str) -> bool:
    """Whether it listens: nothing answers a GET of `/health` but with an error."""
    try:
        return bool(httpx.get(f"{url}health", timeout=5))
    except httpx.TransportError:
        return False


@pytest.mark.timeout(600)
@pytest.mark.parametrize("when", get_args(When))
@pytest.mark.parametrize("act", ACTS)
def test_an_order_survives_the_end_of_a_real_process(
    shop_engine: Engine, postgres: Postgres, act: str, when: When
) -> None:
    reached = told(shop_engine, bought_and_sent_back.__name__)
    point = next(point for point in reached if (point.act, point.when) == (act, when))
    database = {"DATABASE_URL": f"{postgres.url}?application_name={KILLED}"}
    world = World(shop_engine)
    with reachable(world) as (settings, mail_server):
        with started(point, settings | database) as (process, url):
            # The process has the real time.
            world.clock = Clock(datetime.now(UTC))
            with world.begun():
                world.functions.elsewhere[point.operation] = url
                bought_and_sent_back(world)
                assert process.wait(10) == -signal.SIGKILL
                assert violations(world, {**ALWAYS, **AT_REST}) == {}
                assert problems_outside(world) == {}
        assert len(mail_server.mails) == (1 if (act, when) == ("mail 1", "after") else 0)

"""Every commit and every call to another process, of every operation: a kill before or after it harms nothing."""

from collections.abc import Mapping

import pytest
from sqlalchemy import Engine

from codegen.operations import operation_modules
from local.host.operations import operations
from tests.support.simulation.stories.crash_rounds import STORIES, points_by_story, told
from tests.support.simulation.world.crash_points import CrashPoint

# A story's crash points are shared out among so many tests, which may run side by side.
PARTS = 4

Points = Mapping[str, list[CrashPoint]]


@pytest.fixture(scope="module")
def points(shop_engine: Engine) -> Points:
    return points_by_story(shop_engine)


def test_every_operation_with_a_database_is_killed_somewhere(points: Points) -> None:
    stateless = {name for name, found in operations().items() if found.labels["cloudshop.dev/database"] == "none"}
    reached = {point.operation for some in points.values() for point in some}
    assert operation_modules().keys() - stateless - reached == set(), "let a story of tests/support/simulation reach it"


def test_a_call_of_every_kind_of_process_is_among_the_crash_points(points: Points) -> None:
    acts = {point.act.rpartition(" ")[0] for some in points.values() for point in some}
    assert {"commit", "mail", "call of broker", "call of simulate-cards", "call of receive-payment-webhook"} <= acts


@pytest.mark.timeout(900)
@pytest.mark.parametrize("part", range(PARTS))
@pytest.mark.parametrize("story", STORIES)
def test_the_shop_is_right_after_each_kill(shop_engine: Engine, points: Points, story: str, part: int) -> None:
    for point in points[story][part::PARTS]:
        reached = told(shop_engine, story, kill_at=point)
        assert point in reached

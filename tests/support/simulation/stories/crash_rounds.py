"""Runs a story with one kill at one crash point, and checks that it ends as without the kill."""

import functools
from collections.abc import Callable, Mapping
from types import MappingProxyType

from sqlalchemy import Engine

from functions.identity.accounts.passwords import Passwords
from functions.identity.keys.key_file import EnvironmentKeys, format_keys
from functions.identity.keys.key_rotation import new_jwk
from functions.identity.rules import SigningKey
from tests.support.invariants.always import ALWAYS
from tests.support.invariants.at_rest import AT_REST
from tests.support.invariants.checks import violations
from tests.support.simulation.checks import problems_outside
from tests.support.simulation.settling import settle
from tests.support.simulation.stories import colleagues, orders, people, staff
from tests.support.simulation.world.crash_points import CrashPoint
from tests.support.simulation.world.entropy import Entropy
from tests.support.simulation.world.world import World

Story = Callable[[World], None]

STORIES: Mapping[str, Story] = MappingProxyType(
    {
        story.__name__: story
        for story in (
            orders.bought_and_sent_back,
            orders.shipped_in_parcels,
            orders.sent_elsewhere,
            orders.cancelled_when_paid,
            orders.cancelled_at_once,
            orders.declined,
            orders.paid_at_the_provider,
            orders.never_paid,
            orders.out_of_stock,
            orders.forgotten_by_the_broker,
            orders.refused_by_mistake,
            staff.capture_that_fails,
            staff.refund_that_fails,
            staff.forged_event,
            staff.products,
            staff.pictures,
            staff.promotions,
            staff.stock,
            people.account,
            people.address,
            people.passkey,
            people.cart,
            people.closed,
            colleagues.colleagues,
            colleagues.roles,
            colleagues.second_factor,
            colleagues.program,
            colleagues.webhooks,
        )
    }
)


def points_by_story(engine: Engine) -> dict[str, list[CrashPoint]]:
    """Every crash point that a story reaches, under the shortest such story: each point costs one telling."""
    reached = {name: told(engine, name) for name in STORIES}
    known: set[CrashPoint] = set()
    found: dict[str, list[CrashPoint]] = {}
    for name in sorted(STORIES, key=lambda name: len(reached[name])):
        found[name] = sorted(set(reached[name]) - known)
        known |= set(reached[name])
    return found


def told(engine: Engine, name: str, kill_at: CrashPoint | None = None) -> list[CrashPoint]:
    """Tells the story, and checks how it ended; returns what it reached. Kills the first time only."""
    world = World(engine)
    # Its password hashes cost next to nothing.
    cheap = Passwords(time_cost=1, memory_kibibytes=64)
    world.functions.parts |= {"token_keys": _token_keys(), "passwords": cheap}
    reached = world.crash_points.reached
    world.crash_points.is_fatal = lambda point: point == kill_at and reached.count(point) == 1
    with Entropy(name).installed(), world.begun():
        STORIES[name](world)
        settle(world)
        assert violations(world, {**ALWAYS, **AT_REST}) == {}
        assert problems_outside(world) == {}
    return reached


@functools.cache
def _token_keys() -> EnvironmentKeys:
    jwk = new_jwk()
    return EnvironmentKeys(format_keys((SigningKey(jwk["kid"], jwk, activates_at=0),)))

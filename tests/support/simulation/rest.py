"""The shop comes to rest: people ask until they are answered, and time passes until nothing is owed."""

from datetime import timedelta

from tests.support.invariants.checks import under_way
from tests.support.simulation.walks.steps import STAFF
from tests.support.simulation.world.people import Request
from tests.support.simulation.world.world import World

# As often as time may have to pass until the next work is due.
WAITS_MAX = 25
NEXT_DUE = """
SELECT least(
    (SELECT min(next_attempt_at) FROM messaging.outbox WHERE cardinality(awaiting) > 0),
    (SELECT min(deadline_at) FROM orders.orders),
    (SELECT min(expires_at) FROM inventory.reservations WHERE state = 'held'))
"""
# Failures that may pass; a refusal (422) is for staff to decide.
FAILED = "SELECT DISTINCT event_type FROM messaging.dead_letters WHERE state = 'open' AND cause_code <> '422'"


def come_to_rest(world: World) -> None:
    """Returns once nothing is under way, or when waiting does not help any more."""
    for _ in range(WAITS_MAX):
        _settle(world)
        if under_way(world) == 0:
            return
        _wait_for_work(world)


def _settle(world: World) -> None:
    """Everything happens that needs no waiting."""
    while world.is_relay_wanted or world.broker.on_their_way or world.webhooks or world.people.unanswered:
        for request in world.people.unanswered:
            world.people.ask(request)
        while world.webhooks:
            world.post_webhook(world.webhooks.pop())
        while world.broker.on_their_way:
            world.deliver(world.broker.on_their_way.pop(0))
        if world.is_relay_wanted:
            world.relay()
    for (event_type,) in world.query(FAILED):
        replay = {"event_type": event_type}
        world.people.ask(Request("replay-dead-letters", replay, role="staff", account=STAFF))


def _wait_for_work(world: World) -> None:
    ((due,),) = world.query(NEXT_DUE)
    if due is not None and due > world.clock.now:
        world.clock.advance(due - world.clock.now)
    world.clock.advance(timedelta(seconds=1))
    world.sweep()

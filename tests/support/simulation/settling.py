"""Lets a simulated shop finish: people retry until they get a response, and time passes until no event is left."""

from datetime import timedelta

from eventing.times import SWEEP_INTERVAL_IDLE
from tests.support.invariants.checks import under_way
from tests.support.simulation.world.world import World

# As often as time may have to pass until the next work is due.
WAITS_MAX = 60
# An order that waits for its shopper ends when they pay, or its reservation does.
UNFINISHED = """
SELECT FROM orders.orders o WHERE state IN ('placed', 'reserved') AND NOT (
    state = 'reserved' AND payment_method = ''
    AND NOT EXISTS (SELECT FROM payments.payments WHERE order_id = o.id AND state = 'authorized'))
"""
NEXT_DUE = """
SELECT min(due) FROM (
    SELECT next_attempt_at AS due FROM messaging.outbox WHERE cardinality(awaiting) > 0
    UNION ALL SELECT deadline_at FROM orders.orders
    UNION ALL SELECT expires_at FROM inventory.reservations WHERE state = 'held'
) moments WHERE due > %s::timestamptz
"""


def settle(world: World) -> timedelta:
    """Returns once nothing is under way, or when waiting does not help any more: how long it took the orders to end.

    A mail that may have arrived is sent again much later.
    """
    began = ended = world.clock.now
    are_unfinished = True
    for _ in range(WAITS_MAX):
        deliver_everything_ready(world)
        if are_unfinished:
            ended, are_unfinished = world.clock.now, bool(world.query(UNFINISHED))
        if under_way(world) == 0:
            break
        _wait_for_work(world)
    return ended - began


def deliver_everything_ready(world: World) -> None:
    """Delivers everything that can be delivered without waiting."""
    while world.is_relay_wanted or world.broker.on_their_way or world.webhooks or world.people.unanswered:
        for request in world.people.unanswered:
            world.people.ask(request)
        while world.webhooks:
            world.post_webhook(world.webhooks.pop())
        while world.broker.on_their_way:
            world.deliver(world.broker.on_their_way.pop(0))
        if world.is_relay_wanted:
            world.relay()


def _wait_for_work(world: World) -> None:
    """A sweep looks for work; if there is none, time passes until there is some, or the schedule calls a sweep."""
    world.sweep()
    if world.is_relay_wanted:
        return
    ((due,),) = world.query(NEXT_DUE, world.clock.now)
    if due is not None:
        world.clock.advance(min(due - world.clock.now, SWEEP_INTERVAL_IDLE))
    world.clock.advance(timedelta(seconds=1))

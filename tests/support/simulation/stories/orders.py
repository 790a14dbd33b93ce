"""Orders, from the first click to each of their ends."""

from datetime import timedelta
from uuid import UUID

from tests.support.simulation.rest import come_to_rest
from tests.support.simulation.stories.telling import EMAIL, ask, ask_as_staff, place, state
from tests.support.simulation.world.world import World

REASON = {"reason": "a person's words"}
SHIPMENT = {"carrier": "La Poste", "tracking_code": "6A123"}
# Longer than a reservation lasts.
TOO_LONG = timedelta(minutes=70)


def bought_and_sent_back(world: World) -> None:
    shopper = UUID(int=2)
    ask(world, "quote-order", {"lines": [{"sku": "MUG", "quantity": 1}]})
    number = place(world, role="shopper", account=shopper)
    come_to_rest(world)
    assert state(world, number) == "confirmed"
    query = f"number={number}"
    ask_as_staff(world, "list-orders-by-state", query="state=confirmed", method="GET")
    ask_as_staff(world, "ship-order", SHIPMENT, query)
    come_to_rest(world)
    ask_as_staff(world, "mark-order-delivered", None, query)
    ask(world, "request-return", REASON, query, role="shopper", account=shopper)
    ask_as_staff(world, "add-order-note", {"text": "a note"}, query, key="the key of the note")
    ask_as_staff(world, "request-refund", REASON, query, key="the key of the refund")
    come_to_rest(world)
    assert state(world, number) == "refunded"
    ask(world, "get-order", None, query, role="shopper", account=shopper, method="GET")
    ask(world, "list-orders", role="shopper", account=shopper, method="GET")
    ask_as_staff(world, "list-staff-actions", method="GET")


def cancelled_when_paid(world: World) -> None:
    number = place(world)
    come_to_rest(world)
    ask(world, "cancel-order", {"email": EMAIL}, f"number={number}")
    come_to_rest(world)
    assert state(world, number) == "refunded"
    ask(world, "look-up-order", {"number": number, "email": EMAIL})


def cancelled_at_once(world: World) -> None:
    number = place(world)
    ask_as_staff(world, "cancel-order", REASON, f"number={number}")
    come_to_rest(world)
    # Where a kill delays the cancellation, the order is paid first, and that is undone.
    assert state(world, number) in {"cancelled", "refunded"}


def declined(world: World) -> None:
    number = place(world, card="card_declined")
    come_to_rest(world)
    assert state(world, number) == "rejected"


def out_of_stock(world: World) -> None:
    number = place(world, sku="CUP", quantity=3)
    come_to_rest(world)
    assert state(world, number) == "rejected"


def forgotten_by_the_broker(world: World) -> None:
    """What is reserved is not paid in time, because an event is lost again and again."""
    number = place(world)
    world.relay()
    for delivery in world.broker.on_their_way:
        world.deliver(delivery)
    world.broker.on_their_way.clear()
    world.relay()
    world.broker.on_their_way.clear()
    world.clock.advance(TOO_LONG)
    world.sweep()
    come_to_rest(world)
    assert state(world, number) in {"rejected", "confirmed"}

"""Provides the steps of which stories consist."""

from typing import Any

from tests.support.factories import an_order_for
from tests.support.simulation.walks.steps import STAFF
from tests.support.simulation.world.functions import Answer
from tests.support.simulation.world.people import Request, Role
from tests.support.simulation.world.world import World

EMAIL = "ada@example.org"
# A person asks again until there is an answer: one kill costs one answer.
TRIES_MAX = 5


def ask(world: World, operation: str, body: Any = None, query: str = "", **other: Any) -> Answer:
    """Calls the operation until it responds, and returns the response."""
    request = Request(operation, body, query, **other)
    for _ in range(TRIES_MAX):
        if (answer := world.people.ask(request)) is not None:
            return answer
    raise AssertionError(f"{request} was not answered")


def ask_as_staff(world: World, operation: str, body: Any = None, query: str = "", **other: Any) -> Answer:
    role: Role = "staff"
    return ask(world, operation, body, query, role=role, account=STAFF, **other)


def place(
    world: World,
    *,
    card: str | None = "card_ok",
    sku: str = "MUG",
    quantity: int = 1,
    cart_id: str | None = None,
    **other: Any,
) -> str:
    """The number of an order that a shopper places."""
    body = an_order_for(sku, quantity, email=EMAIL, payment_method=card, cart_id=cart_id)
    return str(ask(world, "place-order", body, key="a key of this story", **other).json["number"])


def state(world: World, number: str) -> str:
    ((found,),) = world.query("SELECT state FROM orders.orders WHERE number = %s", number)
    return str(found)

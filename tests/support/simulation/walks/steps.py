"""The steps of a walk: what people, the Broker, the provider and time may do next."""

from collections.abc import Callable, Iterator
from datetime import timedelta
from random import Random
from typing import Any
from urllib.parse import urlencode
from uuid import UUID, uuid4

from tests.support.factories import ADDRESS, PRICE_MINOR, agreed_total
from tests.support.simulation.world.database import SHELF, VOUCHER, VOUCHER_MINOR
from tests.support.simulation.world.people import Request, Role
from tests.support.simulation.world.world import World

# A step does something, and returns what, and how it went.
Step = Callable[[World, Random], str]

ORDERS_MAX = 2
CARDS = (
    *("card_ok",) * 5, "card_declined", "card_insufficient_funds", "card_declined_at_capture", "card_slow",
    "card_timeout_after_success", "card_twice", "card_error_once",
)  # fmt: skip
SECONDS = (1, 5, 20, 20, 70, 70, 300, 1000, 3700)
RECEIVERS = ("simulate-cards", "mail", "broker")
STAFF = UUID(int=1)
NOTE = {"reason": "a person's words"}
SHIPMENT = {"carrier": "La Poste", "tracking_code": "6A123"}


def possible(world: World) -> Iterator[tuple[float, Step]]:
    """What may happen next, and how likely each is beside the others."""
    states = {state for (state,) in world.query("SELECT DISTINCT state FROM orders.orders")}
    if sum(request.operation == "place-order" for request in asked(world)) < ORDERS_MAX:
        yield 2 if states else 6, place
    yield from _requests(world, states)
    yield from _deliveries(world)
    yield from ((0.5, adjust_stock), (0.5, sweep), (2, wait), (0.4, break_or_mend))


def _requests(world: World, states: set[str]) -> Iterator[tuple[float, Step]]:
    """What people ask for, whether the shop can do it or not."""
    if world.people.unanswered:
        yield 3, ask_again
    if world.people.answered:
        yield from ((0.6, repeat), (0.3, reuse_key))
    if world.people.numbers():
        yield from ((1.2, cancel), (0.2, note), (0.4, read))
        yield 4 if "reserved" in states else 0.1, open_payment
        if pages(world):
            yield 4, pay
        yield 4 if "confirmed" in states else 0.1, ship
        # What is left goes later, too.
        yield 0.7 if states & {"shipped", "return_requested"} else 0.1, ship
        yield 0.7 if states & {"confirmed", "shipped"} else 0.1, release_rest
        yield 1 if "shipped" in states else 0.1, deliver_parcel
        yield 1 if states & {"shipped", "delivered"} else 0.1, request_return
        yield 1 if "return_requested" in states else 0.1, decide_return
        yield 1 if "return_requested" in states else 0.1, receive_return
        yield 2 if states & {"shipped", "delivered", "return_requested"} else 0.1, refund


def _deliveries(world: World) -> Iterator[tuple[float, Step]]:
    if world.is_relay_wanted:
        yield 8, relay
    if world.broker.on_their_way:
        yield 3 + 2 * len(world.broker.on_their_way), deliver
    if world.broker.delivered:
        yield 0.6, deliver_again
    if world.webhooks:
        yield 1.5, webhook


def asked(world: World) -> list[Request]:
    return [*world.people.unanswered, *(request for request, _ in world.people.answered.values())]


def place(world: World, random: Random) -> str:
    skus = random.sample(sorted(SHELF), random.choice((1, 1, 2)))
    account = uuid4() if random.random() < 0.3 else None
    quantities = {sku: random.randint(1, 3) for sku in skus}
    body: dict[str, Any] = {
        "lines": [{"sku": sku, "quantity": quantity} for sku, quantity in quantities.items()],
        **agreed_total(*((PRICE_MINOR, quantity) for quantity in quantities.values())),
        "email": "ada@example.org",
        "address": ADDRESS,
        "payment_method": random.choice(CARDS) if random.random() < 0.6 else None,
    }
    if random.random() < 0.4:
        body["voucher_codes"] = [VOUCHER]
        body["expected_total_minor"] -= VOUCHER_MINOR
    role: Role = "shopper" if account else "guest"
    return _ask(world, Request("place-order", body, key=str(uuid4()), role=role, account=account))


def ask_again(world: World, random: Random) -> str:
    return _ask(world, random.choice(world.people.unanswered))


def repeat(world: World, random: Random) -> str:
    request, _ = random.choice([*world.people.answered.values()])
    return _ask(world, request)


def reuse_key(world: World, random: Random) -> str:
    request, _ = random.choice([*world.people.answered.values()])
    world.people.check_reuse(request)
    return f"the key of {request.operation} is used for another request"


def cancel(world: World, random: Random) -> str:
    number = random.choice(world.people.numbers())
    placed = world.people.placed(number)
    if random.random() < 0.3:
        return _ask(world, Request("cancel-order", NOTE, f"number={number}", role="staff", account=STAFF))
    body = {} if placed.account else {"email": placed.body["email"]}
    return _ask(world, Request("cancel-order", body, f"number={number}", role=placed.role, account=placed.account))


def open_payment(world: World, random: Random) -> str:
    placed = world.people.placed(number := random.choice(world.people.numbers()))
    body = {} if placed.account else {"email": placed.body["email"]}
    return _ask(world, Request("open-payment", body, f"number={number}", role=placed.role, account=placed.account))


def pay(world: World, random: Random) -> str:
    """A shopper chooses a card on a page of the provider, also on one that is closed."""
    charge_id, secret = random.choice(pages(world))
    card = random.choice(("card_ok", "card_ok", "card_declined", "card_challenge", "card_declined_at_capture"))
    form = {"charge_id": charge_id, "secret": secret, "card": card, "webhook": random.choice(("once", "twice", "lost"))}
    if card == "card_challenge":
        form["challenge"] = random.choice(("passed", "failed", "abandoned"))
    return f"{card} at the provider: {_ask(world, Request('pay-by-test-card', urlencode(form).encode()))}"


def pages(world: World) -> list[tuple[str, str]]:
    """The provider's pages that the shop has led to."""
    opened = "SELECT provider_reference FROM payments.payments"
    return [
        (charge_id, secret)
        for charge_id, secret in world.query(
            f"SELECT id, secret FROM card_simulator.charges WHERE secret IS NOT NULL AND id IN ({opened}) ORDER BY id"
        )
    ]


def ship(world: World, random: Random) -> str:
    """Staff ship all that is left, or one item of a product, which the order may not have."""
    one = {"lines": [{"sku": random.choice(sorted(SHELF)), "quantity": 1}]}
    return _ask_as_staff(world, random, "ship-order", SHIPMENT | (one if random.random() < 0.5 else {}))


def release_rest(world: World, random: Random) -> str:
    """Staff release what is left of an order, at the amount that the shop shows them."""
    number = random.choice(world.people.numbers())
    one = {"lines": [{"sku": random.choice(sorted(SHELF)), "quantity": 1}]}
    body = one if random.random() < 0.7 else {}
    answer = world.people.ask(Request("release-rest", body, f"number={number}", role="staff", account=STAFF))
    if answer is None or "refund_minor" not in (answer.json or {}):
        return f"release-rest {number} -> {answer.status if answer else 'no answer'}"
    agreed = body | {"expected_amount_minor": answer.json["refund_minor"]}
    return _ask(world, Request("release-rest", agreed, f"number={number}", role="staff", account=STAFF))


def deliver_parcel(world: World, random: Random) -> str:
    return _ask_as_staff(world, random, "mark-order-delivered", None)


def request_return(world: World, random: Random) -> str:
    return _ask_as_staff(world, random, "request-return", NOTE)


def decide_return(world: World, random: Random) -> str:
    decision = {"decision": random.choice(("approved", "declined")), "reply": "a person's words"}
    return _ask_as_staff(world, random, "decide-return", decision)


def receive_return(world: World, random: Random) -> str:
    """Some of what was announced arrives; staff agree to the amount that they are shown."""
    number = random.choice(world.people.numbers())
    announced = world.query(
        "SELECT sku, l.quantity FROM orders.return_lines l JOIN orders.returns r ON r.id = return_id"
        f" JOIN orders.orders o ON o.id = order_id WHERE number = '{number}' AND r.state IN ('requested', 'approved')"
        " ORDER BY sku"
    )
    lines: list[dict[str, Any]] = []
    for sku, quantity in announced:
        resellable = random.randint(0, quantity)
        lines.append({"sku": sku, "resellable": resellable, "damaged": random.randint(0, quantity - resellable)})
    body: dict[str, Any] = {"lines": lines}
    asked = Request("receive-return", body, f"number={number}", role="staff", account=STAFF)
    answer = world.people.ask(asked)
    if answer is None or "refund_minor" not in (answer.json or {}):
        return f"receive-return {number} -> {answer.status if answer else 'no answer'}"
    agreed = body | {"expected_refund_minor": answer.json["refund_minor"]}
    return _ask(world, Request("receive-return", agreed, f"number={number}", role="staff", account=STAFF))


def refund(world: World, random: Random) -> str:
    # Also more than there is left.
    amount = {
        "amount_minor": random.choice(
            (agreed_total((PRICE_MINOR, 1))["expected_total_minor"], random.randint(1, 20_00))
        )
    }
    return _ask_as_staff(world, random, "request-refund", NOTE | amount, key=str(uuid4()))


def note(world: World, random: Random) -> str:
    return _ask_as_staff(world, random, "add-order-note", {"text": "a note"}, key=str(uuid4()))


def read(world: World, random: Random) -> str:
    number = random.choice(world.people.numbers())
    return _ask(world, Request("get-order", None, f"number={number}", role="staff", account=STAFF, method="GET"))


def adjust_stock(world: World, random: Random) -> str:
    sku, quantity = random.choice(sorted(SHELF)), random.choice((-2, -1, 1, 3))
    body = {"quantity": quantity, **NOTE}
    return _ask(world, Request("adjust-stock", body, f"sku={sku}", key=str(uuid4()), role="staff", account=STAFF))


def deliver(world: World, random: Random) -> str:
    waiting = world.broker.on_their_way
    delivery = waiting.pop(random.randrange(len(waiting)))
    return f"{delivery.name} -> {world.deliver(delivery)}"


def deliver_again(world: World, random: Random) -> str:
    delivery = random.choice(world.broker.delivered)
    return f"{delivery.name} again -> {world.deliver(delivery)}"


def webhook(world: World, random: Random) -> str:
    sent = random.choice(world.webhooks)
    if random.random() < 0.8:
        world.webhooks.remove(sent)
    world.post_webhook(sent)
    return f"webhook {sent[1]}"


def relay(world: World, _: Random) -> str:
    return f"relay -> {world.relay()}"


def sweep(world: World, _: Random) -> str:
    return f"sweep -> {world.sweep()}"


def wait(world: World, random: Random) -> str:
    seconds = random.choice(SECONDS)
    world.clock.advance(timedelta(seconds=seconds))
    return f"{seconds} s pass"


def break_or_mend(world: World, random: Random) -> str:
    name = random.choice(RECEIVERS)
    world.outages ^= {name}
    return f"{name} is {'down' if name in world.outages else 'back'}"


def _ask_as_staff(world: World, random: Random, operation: str, body: object, *, key: str = "") -> str:
    number = random.choice(world.people.numbers())
    return _ask(world, Request(operation, body, f"number={number}", key=key, role="staff", account=STAFF))


def _ask(world: World, request: Request) -> str:
    answer = world.people.ask(request)
    return f"{request.operation} {request.query} -> {answer.status if answer else 'no answer'}"

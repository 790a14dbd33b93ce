"""Orders, from the first click to each of their ends."""

from datetime import timedelta
from urllib.parse import parse_qsl, urlencode, urlsplit
from uuid import UUID

from eventing.times import ORDER_STEP, PAYMENT_CHECK, REDELIVERY_MAX, RESERVATION
from functions.orders.returns.rules import WITHDRAWAL_PERIOD
from local.broker.delivery import Outcome
from tests.support.factories import ADDRESS, PRICE_MINOR, agreed_total
from tests.support.simulation.settling import deliver_everything_ready, settle
from tests.support.simulation.stories.steps import EMAIL, ask, ask_as_staff, place, state
from tests.support.simulation.world.world import World

REASON = {"reason": "a person's words"}
SHIPMENT = {"carrier": "La Poste", "tracking_code": "6A123"}
TOO_LONG = RESERVATION + timedelta(minutes=10)


def bought_and_sent_back(world: World) -> None:
    shopper = UUID(int=2)
    number = place(world, role="shopper", account=shopper)
    settle(world)
    assert state(world, number) == "confirmed"
    query = f"number={number}"
    total = agreed_total((PRICE_MINOR, 1))["expected_total_minor"]
    ask_as_staff(world, "list-orders-by-state", query="state=confirmed", method="GET")
    found = ask_as_staff(world, "search-orders", query=f"text={number}", method="GET").json["orders"]
    assert [each["number"] for each in found] == [number]
    ask_as_staff(world, "ship-order", SHIPMENT, query)
    settle(world)
    ask_as_staff(world, "mark-order-delivered", None, query)
    # Later, the law leaves it to the shop.
    world.clock.advance(WITHDRAWAL_PERIOD + timedelta(days=1))
    for decision in ("declined", "approved"):
        ask(world, "request-return", REASON, query, role="shopper", account=shopper)
        ask_as_staff(world, "decide-return", {"decision": decision, "reply": "a person's words"}, query)
    arrived = {"lines": [{"sku": "MUG", "resellable": 1}], "expected_refund_minor": PRICE_MINOR}
    ask_as_staff(world, "receive-return", arrived, query)
    settle(world)
    ask_as_staff(world, "add-order-note", {"text": "a note"}, query, key="the key of the note")
    rest = REASON | {"amount_minor": total - PRICE_MINOR}
    ask_as_staff(world, "request-refund", rest, query, key="the key of the refund")
    settle(world)
    assert state(world, number) == "refunded"
    ask(world, "get-order", None, query, role="shopper", account=shopper, method="GET")
    ask(world, "list-orders", role="shopper", account=shopper, method="GET")
    _read_invoices(world, number, shopper)
    ask_as_staff(world, "list-staff-actions", method="GET")
    ask(world, "quote-order", {"lines": [{"sku": "MUG", "quantity": 1}]})


def _read_invoices(world: World, number: str, shopper: UUID) -> None:
    """Checks that everything that was invoiced is credited."""
    listed = ask(world, "list-invoices", {"number": number}, role="shopper", account=shopper).json["invoices"]
    assert sorted(each["kind"] for each in listed) == ["credit_note", "credit_note", "invoice"]
    by_account = ask(world, "list-invoices", {}, role="shopper", account=shopper).json["invoices"]
    assert by_account == listed
    (invoice,) = (each for each in listed if each["kind"] == "invoice")
    assert sum(each["total_minor"] for each in listed) == 2 * invoice["total_minor"]
    ask(world, "render-invoice", {"number": invoice["number"]}, role="shopper", account=shopper)


def shipped_in_parcels(world: World) -> None:
    """One item is left out before the first parcel, another after it."""
    number = place(world, quantity=4)
    settle(world)
    query, one = f"number={number}", {"lines": [{"sku": "MUG", "quantity": 1}]}
    agreed = one | {"expected_amount_minor": PRICE_MINOR}
    ask_as_staff(world, "release-rest", agreed, query)
    ask_as_staff(world, "ship-order", SHIPMENT | one, query)
    ask_as_staff(world, "release-rest", agreed, query)
    sent = ask_as_staff(world, "get-order", None, query, method="GET").json["parcels"]
    wrong = urlencode({"number": number, "parcel_id": sent[0]["id"]})
    ask_as_staff(world, "correct-parcel", SHIPMENT | {"tracking_code": "6A124"}, wrong, method="PUT")
    ask_as_staff(world, "ship-order", SHIPMENT, query)
    settle(world)
    ask_as_staff(world, "mark-order-delivered", None, query)
    assert state(world, number) == "delivered"


def sent_elsewhere(world: World) -> None:
    """The shopper moves, and staff send it with a carrier that the shop did not have."""
    number = place(world)
    settle(world)
    query, moved = f"number={number}", {"email": EMAIL, "address": ADDRESS | {"street": "9 quai de la Gare"}}
    ask(world, "change-order-address", moved, query, method="PUT")
    known = ask_as_staff(world, "list-carriers", method="GET").json["carriers"]
    # Carriers outlive the story.
    was_retired = next((each["is_retired"] for each in known if each["code"] == "swift"), True)
    carrier = {"name": "Swift Parcels", "tracking_url": "https://parcels.example/{code}"}
    ask_as_staff(world, "put-carrier", carrier | {"is_retired": not was_retired}, "code=swift", method="PUT")
    settle(world)
    assert state(world, number) == "confirmed"


def cancelled_when_paid(world: World) -> None:
    number = place(world)
    settle(world)
    ask(world, "cancel-order", {"email": EMAIL}, f"number={number}")
    settle(world)
    assert state(world, number) == "cancelled"
    ask(world, "look-up-order", {"number": number, "email": EMAIL})


def cancelled_at_once(world: World) -> None:
    number = place(world)
    ask_as_staff(world, "cancel-order", REASON, f"number={number}")
    settle(world)
    # Where a kill delays the cancellation, the order is paid first, and that is undone.
    assert state(world, number) == "cancelled"


def declined(world: World) -> None:
    number = place(world, card="card_declined")
    settle(world)
    assert state(world, number) == "rejected"


def paid_at_the_provider(world: World) -> None:
    """The first card is declined, and the webhook of the second one is lost."""
    number = place(world, card=None)
    _settle_until_reserved(world, number)
    page = _open_payment(world, number)
    ask(world, "show-card-page", None, urlencode(page), method="GET")
    _pay(world, page, card="card_declined")
    deliver_everything_ready(world)
    assert state(world, number) == "reserved"
    _pay(world, page, card="card_ok", webhook="lost")
    world.clock.advance(PAYMENT_CHECK)
    settle(world)
    assert state(world, number) == "confirmed"


def never_paid(world: World) -> None:
    number = place(world, card=None)
    _settle_until_reserved(world, number)
    _open_payment(world, number)
    settle(world)
    assert state(world, number) == "rejected"


def _settle_until_reserved(world: World, number: str) -> None:
    """A kill may have delayed it by some attempts."""
    for _ in range(20):
        deliver_everything_ready(world)
        if state(world, number) == "reserved":
            return
        world.clock.advance(REDELIVERY_MAX)
        world.sweep()
    raise AssertionError(f"{number} is not reserved")


def _open_payment(world: World, number: str) -> dict[str, str]:
    """What the address of the provider's page says."""
    view = ask(world, "open-payment", {"email": EMAIL}, f"number={number}").json
    address = urlsplit(view["page_url"])
    return {"charge_id": address.path.rpartition("/")[2], **dict(parse_qsl(address.query))}


def _pay(world: World, page: dict[str, str], **chosen: str) -> None:
    ask(world, "pay-by-test-card", urlencode({**page, **chosen}).encode())


def out_of_stock(world: World) -> None:
    number = place(world, sku="CUP", quantity=3)
    settle(world)
    assert state(world, number) == "rejected"


def forgotten_by_the_broker(world: World) -> None:
    """What is reserved is not paid in time, because its event is lost."""
    number = place(world)
    world.relay()
    for delivery in [*world.broker.on_their_way]:
        world.deliver(delivery)
    world.broker.on_their_way.clear()
    world.relay()
    world.broker.on_their_way.clear()
    world.clock.advance(TOO_LONG)
    world.sweep()
    settle(world)
    assert state(world, number) in {"rejected", "confirmed"}


def refused_by_mistake(world: World) -> None:
    """An order that nothing is owed of is resumed once it is overdue."""
    number = place(world)
    world.relay()
    for delivery in world.broker.on_their_way:
        world.broker.give_up(delivery, Outcome(422, b"a defect that is fixed now"))
    world.broker.on_their_way.clear()
    world.clock.advance(2 * ORDER_STEP)
    world.sweep()
    settle(world)
    assert state(world, number) == "confirmed"
    world.sweep()

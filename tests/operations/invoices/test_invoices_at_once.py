"""Many parcels at the same moment, while workers are killed: numbers without gap or double, one invoice an order."""

import threading
from concurrent.futures import ThreadPoolExecutor
from functools import partial

import pytest
from sqlalchemy import Engine, select, text

from db.models.invoices import InvoiceCounter
from db.models.orders import Order, OrderLine, OrderTransition
from eventing.events.orders import OrderShipped
from tests.support.factories import ADDRESS
from tests.support.invoices import an_invoiced_order, documents
from tests.support.operations.at_once import at_once
from tests.support.operations.shop import Shop

ORDERS, WORKERS, KILLED = 200, 6, 4
_KILL = text("""
SELECT pg_terminate_backend(pid) FROM pg_stat_activity
WHERE datname = current_database() AND pid <> pg_backend_pid() AND state = 'idle in transaction' LIMIT 1
""")


@pytest.fixture
def shop(concurrent_shop: Shop) -> Shop:
    # The functions are loaded before threads call them.
    for consumer in ("issue-invoice", "issue-credit-note"):
        concurrent_shop.deliver_raw(consumer, "no.event", {})
    return concurrent_shop


def shipped_orders(shop: Shop) -> list[OrderShipped]:
    """So many orders of which a parcel was sent, and their events."""
    orders = [_order(shop, f"CS-0000-{number:04}") for number in range(ORDERS)]
    shop.session.add_all(orders)
    shop.session.commit()
    events = [_shipped(order) for order in orders]
    # Its transaction would be among those to kill.
    shop.session.commit()
    return events


def _shipped(order: Order) -> OrderShipped:
    return OrderShipped(order_id=order.id, number=order.number, email=order.email, carrier="DHL", tracking_code="JD01")


def _order(shop: Shop, number: str) -> Order:
    amounts = {"subtotal_minor": 12_00, "shipping_minor": 0, "total_minor": 12_00, "currency": "EUR"}
    taxes = [{"rate_basis_points": 2000, "net_minor": 10_00, "tax_minor": 2_00}]
    line = OrderLine(position=1, sku="MUG-1", title="Mug", unit_price_minor=12_00, quantity=1)
    line.tax_rate_basis_points, line.tax_minor = 2000, 2_00
    step = OrderTransition(sequence=1, state="shipped", reason_code="shipped", actor="shop", at=shop.now)
    by = {"email": "ada@example.org", "address": ADDRESS, "payment_method": "card_ok", "placed_at": shop.now}
    return Order(number=number, state="shipped", **amounts, **by, taxes=taxes, lines=[line], timeline=[step])


@pytest.mark.timeout(300)
def test_numbers_have_no_gap_or_double_though_workers_are_killed(shop: Shop, engine: Engine) -> None:
    events = shipped_orders(shop)
    answers, killed = _deliver_amidst_kills(shop, engine, events)
    # What a killed worker did not finish comes again, and so does something that was finished.
    lost = [event for event, status in zip(events, answers, strict=True) if status != 204]
    assert [shop.deliver("issue-invoice", event).status_code for event in (*lost, *events[:10])] == [204] * (
        len(lost) + 10
    )
    found = documents(shop)
    assert [document.sequence for document in found] == list(range(1, ORDERS + 1))
    assert {document.order_id for document in found} == {event.order_id for event in events}
    assert shop.session.scalars(select(InvoiceCounter.last)).all() == [ORDERS]
    assert killed > 0


def _deliver_amidst_kills(shop: Shop, engine: Engine, events: list[OrderShipped]) -> tuple[list[int], int]:
    """The answers to several workers, of whom some lose their connection, and how many did."""
    done, killed = threading.Semaphore(0), 0

    def deliver(event: OrderShipped) -> int:
        try:
            return int(shop.deliver("issue-invoice", event).status_code)
        finally:
            done.release()

    with ThreadPoolExecutor(WORKERS) as pool:
        answers = [pool.submit(deliver, event) for event in events]
        for _ in range(KILLED):
            for _ in range(ORDERS // (KILLED + 1)):
                done.acquire()
            with engine.connect() as connection:
                killed += any(connection.scalar(_KILL) for _ in range(100))
    return [answer.result() for answer in answers], killed


def test_two_events_of_an_order_issue_one_invoice(shop: Shop, engine: Engine) -> None:
    an_invoiced_order(shop)
    order = _order(shop, "CS-0000-0001")
    shop.session.add(order)
    shop.session.commit()
    deliver = partial(shop.deliver, "issue-invoice", _shipped(order))
    answers = at_once(engine, select(InvoiceCounter), deliver, deliver)
    assert [answer.status_code for answer in answers] == [204, 204]
    assert [document.sequence for document in documents(shop)] == [1, 2]

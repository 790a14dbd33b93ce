"""On shop.order.placed.v1 — reserves all of the order's goods for a limited time, or none."""

from db.models.inventory import Reservation, ReservationLine
from eventing.events.orders import Line, OrderPlaced
from eventing.events.stock import StockEvent, StockRejected, StockReserved
from eventing.times import RESERVATION
from functions.inventory.queries import locked_stock
from functions.inventory.rules import shortage
from functions.inventory.store.reservation_decisions import get_or_create_decision
from functions.runtime.adapters.event_operation import event_operation
from functions.runtime.database.unit_of_work import UnitOfWork


@event_operation()
def reserve_stock(event: OrderPlaced, *, shop: UnitOfWork) -> None:
    reservation = get_or_create_decision(shop, event.order_id, "held", "ordered", expires_at=shop.now + RESERVATION)
    if reservation.is_new:
        _reserve(shop, reservation.row, event.lines)
    if (outcome := _outcome(reservation.row)) is not None:
        shop.announce(outcome)


def _reserve(shop: UnitOfWork, reservation: Reservation, lines: list[Line]) -> None:
    stocks = locked_stock(shop.session, [line.sku for line in lines])
    wanted = {line.sku: line.quantity for line in lines}
    if (short := shortage(wanted, {sku: stock.orderable for sku, stock in stocks.items()})) is not None:
        reservation.state, reservation.reason = "refused", "out_of_stock"
        reservation.short_sku, reservation.short_available = short.sku, short.available
        return
    for sku, quantity in wanted.items():
        stocks[sku].reserved += quantity
        shop.session.add(ReservationLine(order_id=reservation.order_id, sku=sku, quantity=quantity))


def _outcome(reservation: Reservation) -> StockEvent | None:
    """The event to announce, again for a repeated request; None if the order has ended already."""
    match reservation.state:
        case "held":
            return StockReserved(order_id=reservation.order_id)
        case "refused":
            sku, available = reservation.short_sku or "", reservation.short_available or 0
            return StockRejected(order_id=reservation.order_id, sku=sku, available=available)
        case _:
            return None

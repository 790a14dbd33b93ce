"""Moves stock between available, reserved and sold; every change of the quantity on hand is recorded."""

from collections import Counter
from collections.abc import Iterable, Mapping
from uuid import UUID

from sqlalchemy import select

from db.models.inventory import MovementKind, Reservation, ReservationLine, StockMovement
from functions.inventory.queries import locked_stock
from functions.runtime.database.unit_of_work import UnitOfWork


def release_reserved(shop: UnitOfWork, reservations: Iterable[Reservation]) -> None:
    """Makes reserved quantities available again."""
    wanted = _quantities(shop, reservations)
    for sku, stock in locked_stock(shop.session, wanted).items():
        stock.reserved -= wanted[sku]


def deduct_sold(shop: UnitOfWork, reservation: Reservation) -> None:
    """Removes the reserved quantities from stock as sold."""
    wanted = _quantities(shop, [reservation])
    for sku, stock in locked_stock(shop.session, wanted).items():
        stock.reserved -= wanted[sku]
        stock.on_hand -= wanted[sku]
        _record_movement(shop, sku, -wanted[sku], "sold", reservation.order_id)


def restore_sold(shop: UnitOfWork, reservation: Reservation) -> None:
    """Puts sold quantities back into stock."""
    wanted = _quantities(shop, [reservation])
    for sku, stock in locked_stock(shop.session, wanted).items():
        stock.on_hand += wanted[sku]
        _record_movement(shop, sku, wanted[sku], "put_back", reservation.order_id)


def restore_part(shop: UnitOfWork, reservation: Reservation, quantities: Mapping[str, int]) -> None:
    """Puts some of the sold quantities back into stock; the reservation keeps the rest."""
    stocks = locked_stock(shop.session, quantities)
    lines = select(ReservationLine).where(ReservationLine.order_id == reservation.order_id)
    for line in shop.session.scalars(lines.where(ReservationLine.sku.in_(list(quantities)))).all():
        back = min(line.quantity, quantities[line.sku])
        stocks[line.sku].on_hand += back
        _record_movement(shop, line.sku, back, "put_back", reservation.order_id)
        if line.quantity == back:
            shop.session.delete(line)
        else:
            line.quantity -= back


def restock(shop: UnitOfWork, order_id: UUID, quantities: Mapping[str, int]) -> None:
    """Puts returned quantities of an order back into stock."""
    for sku, stock in locked_stock(shop.session, quantities).items():
        stock.on_hand += quantities[sku]
        _record_movement(shop, sku, quantities[sku], "returned", order_id)


def _quantities(shop: UnitOfWork, reservations: Iterable[Reservation]) -> Counter[str]:
    order_ids = [reservation.order_id for reservation in reservations]
    quantities: Counter[str] = Counter()
    for line in shop.session.scalars(select(ReservationLine).where(ReservationLine.order_id.in_(order_ids))):
        quantities[line.sku] += line.quantity
    return quantities


def _record_movement(shop: UnitOfWork, sku: str, quantity: int, kind: MovementKind, order_id: UUID) -> None:
    parameters = {"order_id": str(order_id)}
    movement = StockMovement(sku=sku, quantity=quantity, kind=kind, parameters=parameters, actor="shop", at=shop.now)
    shop.session.add(movement)

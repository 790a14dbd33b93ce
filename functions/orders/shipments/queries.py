"""Reads the parcels and the releases of orders."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from uuid import uuid5

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from db.models.orders import Order

if TYPE_CHECKING:
    from db.models.shipments import Parcel, Release

# Before, nothing is shipped or released; cancelled orders and rejected ones have nothing left.
_MAY_HAVE_SHIPMENTS = frozenset({"confirmed", "shipped", "delivered", "return_requested", "refunded"})


@dataclass(frozen=True, slots=True)
class Shipments:
    """An order's parcels and releases, the oldest first, with the quantities in them and those left to ship."""

    parcels: "Sequence[Parcel]" = ()
    releases: "Sequence[Release]" = ()
    shipped: Counter[str] = field(default_factory=Counter)
    released: Counter[str] = field(default_factory=Counter)
    left: Counter[str] = field(default_factory=Counter)

    @property
    def uncaptured_minor(self) -> list[int]:
        """The amount of each release that was never captured."""
        return [release.uncaptured_minor for release in self.releases]


def shipments_of(session: Session, order: Order) -> Shipments:
    """The shipments of the order; executes no statement for an order without parcels or anything to ship yet."""
    if order.state not in _MAY_HAVE_SHIPMENTS:
        return Shipments()
    # Imported here: most operations meet orders without shipments.
    from functions.orders.shipments.rules import left_to_ship

    parcels, releases = _parcels(session, order), releases_of(session, order)
    shipped, released = Counter[str](), Counter[str]()
    for parcel in parcels:
        shipped.update({line.sku: line.quantity for line in parcel.lines})
    for release in releases:
        released.update({line.sku: line.quantity for line in release.lines})
    # A cancelled order has nothing left to ship.
    is_cancelled = order.state == "refunded" and not parcels
    left = Counter[str]() if is_cancelled else left_to_ship(_ordered(order), shipped, released)
    return Shipments(parcels, releases, shipped, released, left)


def releases_of(session: Session, order: Order) -> "list[Release]":
    from db.models.shipments import Release

    query = select(Release).where(Release.order_id == order.id).order_by(Release.at, Release.id)
    return list(session.scalars(query.options(selectinload(Release.lines))))


def carrier_names(session: Session) -> tuple[str, ...]:
    """The carriers from which staff choose."""
    from db.models.shipping import Carrier

    return tuple(session.scalars(select(Carrier.name).where(~Carrier.is_retired).order_by(Carrier.name)))


def _parcels(session: Session, order: Order) -> "list[Parcel]":
    from db.models.shipments import Parcel

    if order.state == "confirmed":
        return []
    query = select(Parcel).where(Parcel.order_id == order.id).order_by(Parcel.sent_at, Parcel.id)
    found = list(session.scalars(query.options(selectinload(Parcel.lines))))
    return found or _of_release_before(order)


def _of_release_before(order: Order) -> "list[Parcel]":
    """The parcel of an order that the previous release has shipped, which has no row: it holds all lines."""
    from db.models.shipments import Parcel, ParcelLine

    sent = next((step for step in order.timeline if step.state == "shipped"), None)
    if sent is None:
        return []
    named = {"carrier": order.carrier or "", "tracking_code": order.tracking_code or "", "tracking_url": None}
    lines = [ParcelLine(sku=sku, quantity=quantity) for sku, quantity in _ordered(order).items()]
    parcel_id = uuid5(order.id, "parcel")
    return [Parcel(id=parcel_id, order_id=order.id, **named, corrections=0, sent_at=sent.at, lines=lines)]


def _ordered(order: Order) -> Counter[str]:
    return Counter({line.sku: line.quantity for line in order.lines})

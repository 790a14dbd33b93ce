"""Stores parcels, with the carrier's page about each."""

from collections.abc import Mapping

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.models.base import new_key
from db.models.orders import Order
from db.models.shipments import Parcel, ParcelLine
from db.models.shipping import Carrier
from functions.orders.shipments import rules
from functions.runtime.database.unit_of_work import UnitOfWork


def pack(shop: UnitOfWork, order: Order, carrier: str, tracking_code: str, items: Mapping[str, int]) -> Parcel:
    """Stores a parcel with these quantities; the previous release shows the carrier and the code of the newest one."""
    parcel = Parcel(
        id=new_key(),
        order_id=order.id,
        carrier=carrier,
        tracking_code=tracking_code,
        tracking_url=tracking_url(shop.session, carrier, tracking_code),
        corrections=0,
        sent_at=shop.now,
        lines=[ParcelLine(sku=sku, quantity=quantity) for sku, quantity in items.items()],
    )
    shop.session.add(parcel)
    order.carrier, order.tracking_code = carrier, tracking_code
    return parcel


def tracking_url(session: Session, carrier: str, tracking_code: str) -> str | None:
    """The carrier's page about the parcel; None for a carrier without a known one, or a retired one."""
    query = select(Carrier.name, Carrier.tracking_url).where(~Carrier.is_retired)
    templates = session.execute(query.order_by(Carrier.code)).tuples()
    return rules.tracking_url(rules.template_of(carrier, templates), tracking_code)

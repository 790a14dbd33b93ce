"""Finds the shipping methods for an order, with their present prices and arrival days."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from db.models.shipping import ShippingMethod
from functions.orders.delivery import rules
from functions.orders.errors import ShippingMethodUnavailable
from functions.orders.rules import PricedLine
from functions.orders.store.part_views import DeliveryView
from functions.orders.taxes.destinations import Destination, not_served


@dataclass(frozen=True, slots=True)
class Offer:
    """A shipping method at its price."""

    delivery: DeliveryView
    price_minor: int


@dataclass(frozen=True, slots=True)
class Offers:
    """The shipping methods for the order, of which one is taken; goods that need no parcel have none."""

    country: str
    choices: tuple[Offer, ...]
    taken: Offer | None

    @property
    def shipping_minor(self) -> int:
        return self.taken.price_minor if self.taken is not None else 0

    @property
    def first_minor(self) -> int:
        """The price of the first method."""
        return self.choices[0].price_minor if self.choices else 0


def offers_for(
    session: Session, lines: Sequence[PricedLine], destination: Destination, method: str | None, now: datetime
) -> Offers:
    """The offers for these lines; raises CountryNotServed or ShippingMethodUnavailable.

    By default, it takes the destination's first method.
    """
    parcel = _parcel(lines)
    if parcel is None:
        return Offers(destination.country, (), None)
    tax_classes = {line.tax_class for line in lines}
    offered = (_offer(each, parcel, now) for each in _methods(session, destination.zone))
    choices = tuple(_charged(offer, destination, tax_classes) for offer in offered if offer is not None)
    if not choices:
        raise not_served(destination.country)
    return Offers(destination.country, choices, _taken(choices, method))


def _methods(session: Session, zone: str) -> Sequence[ShippingMethod]:
    query = select(ShippingMethod).where(ShippingMethod.zone == zone).order_by(ShippingMethod.position)
    return session.scalars(query.options(joinedload(ShippingMethod.rates))).unique().all()


def _parcel(lines: Sequence[PricedLine]) -> rules.Parcel | None:
    packed = [line for line in lines if line.needs_parcel]
    if not packed:
        return None
    value_minor = sum(line.value_minor for line in lines)
    return rules.Parcel(value_minor, sum(line.grams * line.quantity for line in packed))


def _offer(method: ShippingMethod, parcel: rules.Parcel, now: datetime) -> Offer | None:
    rates = [rules.Rate(rate.subtotal_from_minor, rate.grams_from, rate.price_minor) for rate in method.rates]
    price_minor = rules.price_minor(rates, parcel)
    if price_minor is None:
        return None
    ordered_at = now.astimezone(ZoneInfo(method.time_zone))
    first, last = (rules.arrival(ordered_at, method.cut_off, days) for days in (method.days_min, method.days_max))
    return Offer(
        DeliveryView(code=method.code, names=method.names, arrives_from=first, arrives_until=last), price_minor
    )


def _charged(offer: Offer, destination: Destination, tax_classes: Collection[str]) -> Offer:
    return Offer(offer.delivery, destination.vat.charged_minor(offer.price_minor, tax_classes))


def _taken(choices: Sequence[Offer], method: str | None) -> Offer:
    if method is None:
        return choices[0]
    for offer in choices:
        if offer.delivery.code == method:
            return offer
    codes = ", ".join(offer.delivery.code for offer in choices)
    raise ShippingMethodUnavailable(f"Choose one of: {codes}.", methods=codes.split(", "))

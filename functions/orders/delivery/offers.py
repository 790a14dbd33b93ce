"""The ways in which an order can be delivered: what each costs now, and when it arrives."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from db.models.shipping import Country, ShippingMethod
from functions.orders.delivery import rules
from functions.orders.errors import CountryNotServed, ShippingMethodUnavailable
from functions.orders.rules import PricedLine
from functions.orders.views import DeliveryView


@dataclass(frozen=True, slots=True)
class Offer:
    """A way of delivery at its price."""

    delivery: DeliveryView
    price_minor: int


@dataclass(frozen=True, slots=True)
class Offers:
    """What can be chosen for the order, of which one is taken; goods that need no parcel have no choice."""

    country: str
    choices: tuple[Offer, ...]
    taken: Offer | None

    @property
    def shipping_minor(self) -> int:
        return self.taken.price_minor if self.taken is not None else 0


def offers_for(
    session: Session, lines: Sequence[PricedLine], country: str | None, method: str | None, now: datetime
) -> Offers:
    """The offers for these lines; raises CountryNotServed or ShippingMethodUnavailable.

    Without a country they are for the shop's own, and without a method its first is taken.
    """
    served = _served(session, country)
    parcel = _parcel(lines)
    if parcel is None:
        return Offers(served.code, (), None)
    choices = tuple(offer for each in _methods(session, served.zone) if (offer := _offer(each, parcel, now)))
    if not choices:
        raise _not_served(served.code)
    return Offers(served.code, choices, _taken(choices, method))


def _served(session: Session, country: str | None) -> Country:
    wanted = Country.code == country if country is not None else Country.is_home
    served = session.scalars(select(Country).where(wanted).order_by(Country.code).limit(1)).first()
    if served is None:
        raise _not_served(country)
    return served


def _not_served(country: str | None) -> CountryNotServed:
    problem = {"field": "address.country", "problem": "is not a country that the shop delivers to"}
    return CountryNotServed(f"The shop does not deliver to {country or 'its own country'}.", errors=[problem])


def _methods(session: Session, zone: str) -> Sequence[ShippingMethod]:
    query = select(ShippingMethod).where(ShippingMethod.zone == zone).order_by(ShippingMethod.position)
    return session.scalars(query.options(joinedload(ShippingMethod.rates))).unique().all()


def _parcel(lines: Sequence[PricedLine]) -> rules.Parcel | None:
    packed = [line for line in lines if line.needs_parcel]
    if not packed:
        return None
    subtotal_minor = sum(line.unit_price_minor * line.quantity for line in lines)
    return rules.Parcel(subtotal_minor, sum(line.grams * line.quantity for line in packed))


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


def _taken(choices: Sequence[Offer], method: str | None) -> Offer:
    if method is None:
        return choices[0]
    for offer in choices:
        if offer.delivery.code == method:
            return offer
    codes = ", ".join(offer.delivery.code for offer in choices)
    raise ShippingMethodUnavailable(f"Choose one of: {codes}.", methods=codes.split(", "))

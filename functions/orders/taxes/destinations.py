"""Finds the destination of an order: whether the shop delivers there, and the VAT of that country."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Row, Select, and_, or_, select
from sqlalchemy.orm import Session

from db.models.shipping import Country
from db.models.taxes import TaxRate
from functions.orders.errors import CountryNotServed
from functions.orders.taxes.rules import Vat, is_reverse_charged


@dataclass(frozen=True, slots=True)
class Destination:
    """A country to which the shop delivers, with the zone that determines its shipping costs."""

    country: str
    zone: str
    vat: Vat


def destination_of(session: Session, country: str | None, now: datetime, vat_number: str | None = None) -> Destination:
    """The country, by default the shop's own, with its rates of today (UTC); raises CountryNotServed.

    `vat_number` is the checked number of a business.
    """
    found = session.execute(_with_rates(country, now)).all()
    home = next((row.code for row in found if row.is_home), None)
    wanted = country if country is not None else home
    served = next((row for row in found if row.code == wanted), None)
    if served is None:
        raise not_served(country)
    rates = _rates(found, served.code)
    is_reversed = is_reverse_charged(country_of(vat_number), served.code, home, rates)
    return Destination(served.code, served.zone, Vat(rates, _rates(found, home), is_reversed))


def country_of(vat_number: str | None) -> str | None:
    """The ISO 3166-1 code of the country that issued the VAT number; Greece uses another code in its numbers."""
    letters = vat_number[:2] if vat_number is not None else None
    return "GR" if letters == "EL" else letters


def not_served(country: str | None) -> CountryNotServed:
    problem = {"field": "address.country", "problem": "is not a country that the shop delivers to"}
    return CountryNotServed(f"The shop does not deliver to {country or 'its own country'}.", errors=[problem])


def _with_rates(country: str | None, now: datetime) -> Select[Any]:
    """The country and the shop's own, with a row for each tax class that has a rate."""
    applies = and_(TaxRate.country == Country.code, TaxRate.valid_from <= now.date())
    query = select(Country.code, Country.zone, Country.is_home, TaxRate.tax_class, TaxRate.rate_basis_points)
    query = query.outerjoin(TaxRate, applies).where(or_(Country.code == country, Country.is_home))
    newest_first = (Country.code, TaxRate.tax_class, TaxRate.valid_from.desc())
    return query.distinct(Country.code, TaxRate.tax_class).order_by(*newest_first)


def _rates(found: Sequence[Row[Any]], country: str | None) -> dict[str, int]:
    return {row.tax_class: row.rate_basis_points for row in found if row.code == country and row.tax_class is not None}

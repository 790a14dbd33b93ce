"""GET /api/countries — the countries to which the shop delivers, each with the form of its addresses."""

from typing import Literal

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from db.models.shipping import Country, ShippingMethod
from functions.orders.delivery.rules import Rate, free_from_minor
from functions.runtime.adapters.http_operation import http_operation
from functions.runtime.database.unit_of_work import UnitOfWork
from functions.runtime.http.caching import public
from functions.runtime.http.replies import Reply
from functions.runtime.http.requests import Request
from functions.runtime.postal_addresses import form_of

Field = Literal["name", "company", "street", "postal_code", "city", "area"]


class ListCountries(Request):
    pass


class Area(Reply):
    """A state, province, county or the like; `code` is the value of an address's `area`."""

    code: str
    name: str


class CountryView(Reply):
    """A country by its ISO 3166-1 code, and its addresses' fields, in the order of a form.

    `postal_code_pattern` is a regular expression for the whole postal code in capitals. `areas` is empty where an area
    may be any text, and `area_kind` is the country's word for one, such as state or county.

    `free_shipping_from_minor` is the order value from which the first shipping method is free for a light parcel; null
    if it never is.
    """

    code: str
    is_home: bool
    free_shipping_from_minor: int | None
    fields: tuple[Field, ...]
    required: tuple[Field, ...]
    postal_code_pattern: str | None
    postal_code_example: str | None
    area_kind: str
    areas: tuple[Area, ...]


class Countries(Reply):
    countries: list[CountryView]


@http_operation(etag=True, cache_control=public(fresh_seconds=300))
def list_countries(query: ListCountries, *, shop: UnitOfWork) -> Countries:
    free_from = {zone: free_from_minor(rates) for zone, rates in _first_rates(shop.session).items()}
    found = shop.session.scalars(select(Country).order_by(Country.code))
    return Countries(countries=[_view(country, free_from.get(country.zone)) for country in found])


def _first_rates(session: Session) -> dict[str, list[Rate]]:
    """The rates of each zone's first shipping method."""
    query = select(ShippingMethod).order_by(ShippingMethod.position.desc()).options(joinedload(ShippingMethod.rates))
    return {
        method.zone: [Rate(rate.subtotal_from_minor, rate.grams_from, rate.price_minor) for rate in method.rates]
        for method in session.scalars(query).unique()
    }


def _view(country: Country, free_shipping_from_minor: int | None) -> CountryView:
    form = form_of(country.code)
    return CountryView.model_validate(
        {
            "code": country.code,
            "is_home": country.is_home,
            "free_shipping_from_minor": free_shipping_from_minor,
            "fields": form.fields,
            "required": [name for name in form.fields if name in form.required],
            "postal_code_pattern": form.postal_code_pattern,
            "postal_code_example": form.postal_code_example,
            "area_kind": form.area_kind,
            "areas": [Area(code=area, name=name) for area, name in form.areas],
        }
    )

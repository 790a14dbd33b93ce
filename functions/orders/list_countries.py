"""GET /api/countries — the countries that the shop delivers to, each with the form of its addresses."""

from typing import Literal

from sqlalchemy import select

from db.models.shipping import Country
from functions.runtime.adapters.http_operation import http_operation
from functions.runtime.database.unit_of_work import UnitOfWork
from functions.runtime.http.replies import Reply
from functions.runtime.http.requests import Request
from functions.runtime.postal_addresses import form_of

CACHE_SECONDS = 300

Field = Literal["name", "company", "street", "postal_code", "city", "area"]


class ListCountries(Request):
    pass


class Area(Reply):
    """A state, province, county or the like; `code` is the value of an address's `area`."""

    code: str
    name: str


class CountryView(Reply):
    """A country by its ISO 3166-1 code, and its addresses' fields, in their order.

    `postal_code_pattern` is a regular expression for the whole postal code in capitals. `areas` is empty where an
    area may be any text, and `area_kind` is the country's word for one, such as state or county.
    """

    code: str
    fields: tuple[Field, ...]
    required: tuple[Field, ...]
    postal_code_pattern: str | None
    postal_code_example: str | None
    area_kind: str
    areas: tuple[Area, ...]


class Countries(Reply):
    countries: list[CountryView]


@http_operation(etag=True, cache_control=f"public, max-age={CACHE_SECONDS}")
def list_countries(query: ListCountries, *, shop: UnitOfWork) -> Countries:
    codes = shop.session.scalars(select(Country.code).order_by(Country.code))
    return Countries(countries=[_view(code) for code in codes])


def _view(code: str) -> CountryView:
    form = form_of(code)
    return CountryView.model_validate(
        {
            "code": code,
            "fields": form.fields,
            "required": [name for name in form.fields if name in form.required],
            "postal_code_pattern": form.postal_code_pattern,
            "postal_code_example": form.postal_code_example,
            "area_kind": form.area_kind,
            "areas": [Area(code=area, name=name) for area, name in form.areas],
        }
    )

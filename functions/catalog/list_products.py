"""GET /api/products — searches and lists published products, page by page.

A search finds the products that have all its words. If there are none it finds similar ones, so that a typing
error still finds something; `similar` says so.
"""

from functools import partial
from typing import Annotated, Any, Literal

from pydantic import Field, StringConstraints
from sqlalchemy import Row

from functions.catalog import rules
from functions.catalog.search.cursors import end_of, read_end
from functions.catalog.search.find import Asked, find, words
from functions.catalog.store.reductions import shown_compare_at, shown_lowest
from functions.catalog.store.versions import version_of_lists
from functions.catalog.views import ImageView
from functions.runtime.adapters.http_operation import http_operation
from functions.runtime.database.pages import CursorText, PageRequest, Rows, page
from functions.runtime.database.unit_of_work import UnitOfWork
from functions.runtime.fields import Plain
from functions.runtime.http.caching import CATALOG
from functions.runtime.http.replies import Reply


class ListProducts(PageRequest):
    """Prices are minor units of the cheapest variant. Without a search, `relevance` sorts the newest first."""

    search: Annotated[str, StringConstraints(max_length=100), Plain] = ""
    category: Annotated[str, StringConstraints(max_length=255), Plain] | None = None
    price_min_minor: int | None = Field(default=None, ge=0, le=rules.PRICE_MINOR_MAX)
    price_max_minor: int | None = Field(default=None, ge=0, le=rules.PRICE_MINOR_MAX)
    sort: Literal["relevance", "newest", "price", "-price", "title"] = "relevance"


class ProductCard(Reply):
    """A product in a list; the prices are those of its cheapest variant, but for the highest, `price_max_minor`."""

    handle: str
    title: str
    vendor: str
    category: str
    price_minor: int
    price_max_minor: int
    compare_at_price_minor: int | None
    lowest_price_before_minor: int | None
    currency: str
    available: bool
    image: ImageView | None


class ProductPage(Reply):
    """With `similar`, no product has all the words of the search, and these resemble them."""

    products: Rows[ProductCard]
    similar: bool
    next_cursor: CursorText | None


@http_operation(etag=lambda session, _query: version_of_lists(session), cache_control=CATALOG)
def list_products(query: ListProducts, *, shop: UnitOfWork) -> ProductPage:
    searched = words(query.search)
    sort = "newest" if query.sort == "relevance" and not searched else query.sort
    end = read_end(sort, query.cursor) if query.cursor is not None else None
    filters = query.model_dump(include={"category", "price_min_minor", "price_max_minor"}, exclude_none=True)
    found = find(shop.session, Asked(searched, filters, sort, query.limit + 1, end))
    shown = page(found.rows, query.limit, partial(end_of, sort, found.similar))
    products = [_card(row) for row in shown.rows]
    return ProductPage(products=products, similar=found.similar, next_cursor=shown.next_cursor)


def _card(row: Row[Any]) -> ProductCard:
    image = ImageView(url=row.image_url, alternative_text=row.image_alternative_text) if row.image_url else None
    return ProductCard(
        handle=row.handle,
        title=row.title,
        vendor=row.vendor,
        category=row.category,
        price_minor=row.price_from_minor,
        price_max_minor=row.price_max_minor,
        compare_at_price_minor=shown_compare_at(row.price_from_minor, row.compare_at_price_minor),
        lowest_price_before_minor=shown_lowest(
            row.price_from_minor, row.compare_at_price_minor, row.lowest_price_before_minor
        ),
        currency=rules.CURRENCY,
        available=row.available,
        image=image,
    )

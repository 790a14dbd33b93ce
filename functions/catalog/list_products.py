"""GET /api/products — searches and lists published products, page by page.

A search finds the products that have all its words. If there are none, it finds products with similar words and sets
`similar`, so that a typing error still finds something. With `counts`, it also counts the products, and those of each
kind. Staff who name a `state` get the products of that state, the last changed first.
"""

from functools import partial
from typing import Annotated, Any, Literal

from pydantic import Field, StringConstraints
from sqlalchemy.orm import Session

from db.models.catalog import ProductState
from functions.catalog import rules
from functions.catalog.search.cards import ProductCard, card
from functions.catalog.search.counts_view import ProductCounts, counts_view
from functions.catalog.search.cursors import end_of, read_end
from functions.catalog.search.find import Search, find, words
from functions.catalog.store.versions import version_of_lists
from functions.runtime.adapters.http_operation import http_operation
from functions.runtime.callers import Caller, PermissionMissing
from functions.runtime.database.pages import CursorText, PageRequest, Rows, page
from functions.runtime.database.unit_of_work import UnitOfWork
from functions.runtime.fields import Plain
from functions.runtime.http.caching import CATALOG
from functions.runtime.http.replies import Reply

FilterText = Annotated[str, StringConstraints(max_length=520), Plain]
FILTERS = {"category", "price_min_minor", "price_max_minor", "vendor", "option", "reduced", "available"}


class ListProducts(PageRequest):
    """Prices are minor units of the cheapest variant. Without a search, `relevance` sorts the newest first.

    `option` is a value of `options` in the counts, such as `Size=L`. A list with `available` ends where a thousand
    products in a row are sold out. `state` is for staff: products of this state, or of `any`. `search` then also finds
    the beginning of a SKU and a barcode, and the list has no other filters, sort orders or counts.
    """

    state: ProductState | Literal["any"] | None = None
    search: Annotated[str, StringConstraints(max_length=100), Plain] = ""
    category: FilterText | None = None
    price_min_minor: int | None = Field(default=None, ge=0, le=rules.PRICE_MINOR_MAX)
    price_max_minor: int | None = Field(default=None, ge=0, le=rules.PRICE_MINOR_MAX)
    vendor: FilterText | None = None
    option: FilterText | None = None
    reduced: bool = False
    available: bool = False
    sort: Literal["relevance", "newest", "price", "-price", "title"] = "relevance"
    counts: bool = False


class ProductPage(Reply):
    """With `similar`, no product has all the words of the search, and these have similar words."""

    products: Rows[ProductCard]
    similar: bool
    next_cursor: CursorText | None
    counts: ProductCounts | None


@http_operation(
    etag=lambda session, _query: version_of_lists(session),
    cache_control=CATALOG,
    may_be_stale=True,
    errors=(PermissionMissing,),
)
def list_products(query: ListProducts, *, caller: Caller, shop: UnitOfWork) -> ProductPage:
    if query.state is not None:
        caller.check("catalog.read")
        return _for_staff(query, shop.session)
    searched = words(query.search)
    sort = "newest" if query.sort == "relevance" and not searched else query.sort
    end = read_end(sort, query.cursor) if query.cursor is not None else None
    filters = query.model_dump(include=FILTERS, exclude_defaults=True)
    found = find(shop.session, Search(searched, filters, sort, query.limit + 1, end))
    shown = page(found.rows, query.limit, partial(end_of, sort, found.similar))
    return ProductPage(
        products=[card(row) for row in shown.rows],
        similar=found.similar,
        next_cursor=shown.next_cursor,
        counts=_counts(shop.session, found.words, filters) if query.counts else None,
    )


def _for_staff(query: ListProducts, session: Session) -> ProductPage:
    # Imported here: shoppers do not see products of other states.
    from functions.catalog.search.for_staff import StaffSearch, list_for_staff

    search = StaffSearch(None if query.state == "any" else query.state, query.search, query.limit, query.cursor)
    cards, next_cursor = list_for_staff(session, search)
    return ProductPage(products=cards, similar=False, next_cursor=next_cursor, counts=None)


def _counts(session: Session, words: list[str], filters: dict[str, Any]) -> ProductCounts:
    # Imported here: only the first page of a list is counted.
    from functions.catalog.search.counts import counts

    return counts_view(counts(session, words, filters))

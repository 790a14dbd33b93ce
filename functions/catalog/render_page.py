"""GET /api/page — a page of the web shop as a document, with title, description and data for search engines and link
previews, and with its content for browsers without JavaScript.

The web server requests it and adds the tags of the web shop's build (docs/decisions/0087-pages-say-what-they-are.md).
"""

from typing import Annotated, Any, Literal, cast

from pydantic import StringConstraints
from sqlalchemy.orm import Session

from functions.catalog import rules
from functions.catalog.errors import PageUnknown, ProductUnknown
from functions.catalog.pages.list_page import home_page, list_page
from functions.catalog.pages.page import Page
from functions.catalog.pages.product_page import product_page
from functions.catalog.queries import stock
from functions.catalog.search.find import Search, find
from functions.catalog.store.categories import name_of_category
from functions.catalog.store.read import product_records
from functions.catalog.store.versions import version_of_lists
from functions.catalog.views import ProductView
from functions.runtime.adapters.http_operation import http_operation
from functions.runtime.database.unit_of_work import UnitOfWork
from functions.runtime.fields import Plain
from functions.runtime.http.caching import public
from functions.runtime.http.html_pages import HtmlPage
from functions.runtime.http.requests import Request
from functions.runtime.languages import Language
from functions.runtime.settings import Settings, settings

# As many as the first page of a list shows.
PRODUCTS_SHOWN = 24
PATH_MAX = len("/products/") + rules.HANDLE_MAX + 1


class RenderPage(Request):
    """`path` is the page's: /, /products, or /products/ and a handle; `category` is a filter of /products.

    `language` and `otherwise` are the two that the browser prefers among those that the web shop has; "" if it accepts
    none or one. Of three languages, whoever offers neither of two offers one alone.
    """

    path: Annotated[str, StringConstraints(max_length=PATH_MAX), Plain]
    category: Annotated[str, StringConstraints(max_length=255), Plain] = ""
    language: Language | Literal[""] = ""
    otherwise: Language | Literal[""] = ""


# Prices and stock in it are for search engines, which come again in days; a shopper sees those of the API.
@http_operation(
    etag=lambda session, _query: version_of_lists(session),
    cache_control=public(fresh_seconds=300),
    may_be_stale=True,
    errors=(PageUnknown, ProductUnknown),
)
def render_page(query: RenderPage, *, shop: UnitOfWork) -> HtmlPage:
    known = settings()
    language = cast(Language, known.offered(query.language, query.otherwise))
    page = _page(shop.session, query, known, language)
    return HtmlPage(page.document(language, known.shop_name).encode())


def _page(session: Session, query: RenderPage, known: Settings, language: Language) -> Page:
    match query.path.strip("/").split("/"):
        case [""]:
            return home_page(_newest(session, ""), known.shop_name, known.shop_url, language)
        case ["products"]:
            category = (query.category, name_of_category(session, query.category)) if query.category else None
            return list_page(category, _newest(session, query.category), known.shop_url, language)
        case ["products", handle] if rules.is_handle(handle):
            return product_page(_published(session, handle), known.shop_url, language)
    raise PageUnknown(f"There is no page {query.path}.")


def _newest(session: Session, category: str) -> list[Any]:
    filters = {"category": category} if category else {}
    return list(find(session, Search([], filters, "newest", PRODUCTS_SHOWN, None)).rows)


def _published(session: Session, handle: str) -> ProductView:
    found = product_records(session, [handle]).get(handle)
    if found is None or found.state != "published":
        raise ProductUnknown(f"There is no product {handle}.")
    return ProductView.of(found, stock(session, found.skus), {})

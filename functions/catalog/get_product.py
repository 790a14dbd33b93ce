"""GET /api/products/{handle} — a product with its variants, prices, availability and images.

Shoppers see published products; staff see all.
"""

from functions.catalog.errors import ProductUnknown
from functions.catalog.fields import Handle
from functions.catalog.planned_prices.staff_view import staff_view
from functions.catalog.queries import stock
from functions.catalog.store.read import lowest_prices, product_records
from functions.catalog.store.versions import version_of_product
from functions.catalog.views import ProductView
from functions.runtime.adapters.http_operation import http_operation
from functions.runtime.callers import Caller
from functions.runtime.database.unit_of_work import UnitOfWork
from functions.runtime.http.caching import CATALOG
from functions.runtime.http.requests import Request


class GetProduct(Request):
    handle: Handle


@http_operation(
    etag=lambda session, query: version_of_product(session, query.handle),
    cache_control=CATALOG,
    may_be_stale=True,
    errors=(ProductUnknown,),
)
def get_product(query: GetProduct, *, caller: Caller, shop: UnitOfWork) -> ProductView:
    found = product_records(shop.session, [query.handle]).get(query.handle)
    if found is None or (found.state != "published" and not caller.may("catalog.read")):
        raise ProductUnknown(f"There is no product {query.handle}.")
    view = ProductView.of(found, stock(shop.session, found.skus), lowest_prices(shop.session, found))
    return staff_view(view, shop.session, found.skus) if caller.may("catalog.read") else view

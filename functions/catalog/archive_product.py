"""POST /api/staff/products/{handle}/archive — take a product off the shop; its orders keep what they say of it."""

from functions.catalog.errors import ProductUnknown
from functions.catalog.fields import Handle
from functions.catalog.queries import stock
from functions.catalog.store.write import record_to_change, store
from functions.catalog.views import ProductView
from functions.runtime.adapters.http_operation import http_operation
from functions.runtime.callers import Staff
from functions.runtime.database.unit_of_work import UnitOfWork
from functions.runtime.http.requests import Request


class ArchiveProduct(Request):
    handle: Handle


@http_operation(errors=(ProductUnknown,))
def archive_product(command: ArchiveProduct, *, caller: Staff, shop: UnitOfWork) -> ProductView:
    before = record_to_change(shop.session, command.handle)
    after = before.entering("archived")
    if after != before:
        store(shop.session, [after], shop.now)
        shop.record(caller, "archive-product", after.handle)
    return ProductView.of(after, stock(shop.session, after.skus))

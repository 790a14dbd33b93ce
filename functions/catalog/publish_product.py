"""POST /api/staff/products/{handle}/publish — offers a draft or archived product for sale."""

from functions.catalog.errors import ProductUnknown
from functions.catalog.fields import Handle
from functions.catalog.store.change import check_version, save_change
from functions.catalog.store.write import record_to_change
from functions.catalog.views import ProductView
from functions.runtime.adapters.http_operation import http_operation
from functions.runtime.callers import Staff
from functions.runtime.database.unit_of_work import UnitOfWork
from functions.runtime.http.preconditions import IfMatch
from functions.runtime.http.requests import Request


class PublishProduct(Request):
    handle: Handle


@http_operation(permission="catalog.publish", errors=(ProductUnknown,))
def publish_product(command: PublishProduct, *, caller: Staff, shop: UnitOfWork, if_match: IfMatch) -> ProductView:
    before = record_to_change(shop.session, command.handle)
    after = before.with_state("published")
    check_version(if_match, before, after)
    return save_change(shop, caller, "publish-product", before, after)

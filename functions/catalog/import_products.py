"""POST /api/staff/catalog — imports a Shopify product CSV as a whole or not at all; guesses and omissions are warnings.

A product in the file is replaced, others are left alone. Inventory applies the counted stock within moments.
"""

from dataclasses import asdict

from functions.catalog.csv.apply import import_catalog
from functions.catalog.csv.views import CatalogFile, ImportView
from functions.catalog.errors import FileRefused
from functions.runtime.adapters.http_operation import http_operation
from functions.runtime.callers import Staff
from functions.runtime.database.unit_of_work import UnitOfWork
from functions.runtime.fields import CATALOG_FILE_BYTES_MAX


@http_operation(permission="catalog.import", body_bytes_max=CATALOG_FILE_BYTES_MAX, errors=(FileRefused,))
def import_products(file: CatalogFile, *, caller: Staff, shop: UnitOfWork) -> ImportView:
    plan = import_catalog(shop, file.content, actor=caller.name)
    if plan.summary.changes_something:
        shop.record(caller, "import-products", "catalog", asdict(plan.summary))
    return ImportView.of(plan)

"""POST /api/staff/catalog/preview — shows what importing a Shopify product CSV would change.

It refuses the files that the import would refuse, with the same problems.
"""

from dataclasses import asdict

from functions.catalog.csv.diff import CHANGES_SHOWN_MAX, product_change
from functions.catalog.csv.plan import plan_import
from functions.catalog.csv.views import CatalogFile, PreviewView
from functions.catalog.errors import FileRefused
from functions.catalog.store.locks import shared_catalog_lock
from functions.runtime.adapters.http_operation import http_operation
from functions.runtime.callers import Staff
from functions.runtime.database.unit_of_work import UnitOfWork
from functions.runtime.fields import CATALOG_FILE_BYTES_MAX
from functions.runtime.settings import settings


@http_operation(permission="catalog.import", body_bytes_max=CATALOG_FILE_BYTES_MAX, errors=(FileRefused,))
def preview_import(file: CatalogFile, *, caller: Staff, shop: UnitOfWork) -> PreviewView:
    plan = plan_import(shop, file.content, shared_catalog_lock)
    changes = [product_change(record, plan.known.get(record.handle)) for record in plan.different[:CHANGES_SHOWN_MAX]]
    counts = plan.counts[:CHANGES_SHOWN_MAX]
    return PreviewView.of(
        plan,
        changes=[asdict(change) for change in changes],
        counts=[asdict(count) for count in counts],
        policies=[asdict(change) for change in plan.policies[:CHANGES_SHOWN_MAX]],
        columns=asdict(plan.columns),
        currency=settings().currency,
    )

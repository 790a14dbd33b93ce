"""GET /api/staff/catalog — every product with its stock, as a Shopify product CSV; importing it changes nothing.

For a spreadsheet it can have a byte order mark, and no cells that are formulas.
"""

from collections.abc import Iterator

from sqlalchemy.orm import Session

from functions.catalog.csv.export import CsvRow, as_csv, rows, with_quantity, without_formulas
from functions.catalog.errors import CatalogTooLarge
from functions.catalog.queries import stock
from functions.catalog.store.batches import BATCH
from functions.catalog.store.read import handles, product_records
from functions.catalog.store.write import shared_catalog_lock
from functions.runtime.adapters.http_operation import http_operation
from functions.runtime.callers import Staff
from functions.runtime.database.unit_of_work import UnitOfWork
from functions.runtime.http.replies import Document
from functions.runtime.http.requests import Request

PRODUCTS_MAX = 10_000


class ExportProducts(Request):
    """A file with `neutralise_formulas` is to be looked at: its cells have an apostrophe that an import would keep."""

    byte_order_mark: bool = False
    neutralise_formulas: bool = False


@http_operation(permission="catalog.export", errors=(CatalogTooLarge,))
def export_products(query: ExportProducts, *, caller: Staff, shop: UnitOfWork) -> Document:
    shared_catalog_lock(shop.session)
    headers = {"content-disposition": f'attachment; filename="catalog-{shop.now:%Y-%m-%d}.csv"'}
    rows_found = _rows(shop.session)
    if query.neutralise_formulas:
        rows_found = map(without_formulas, rows_found)
    content = as_csv(rows_found, byte_order_mark=query.byte_order_mark)
    return Document(content, "text/csv; charset=utf-8", headers)


def _rows(session: Session) -> Iterator[CsvRow]:
    for batch in _batches(session):
        known = product_records(session, batch)
        on_hand = stock(session, [sku for record in known.values() for sku in record.skus])
        for handle in batch:
            yield from (with_quantity(row, on_hand) for row in rows(known[handle]))


def _batches(session: Session) -> Iterator[list[str]]:
    """The handles of all products, of which there may be PRODUCTS_MAX."""
    number, batch = 0, handles(session, after="", limit=BATCH)
    while batch:
        number += len(batch)
        if number > PRODUCTS_MAX:
            raise CatalogTooLarge(f"An export has at most {PRODUCTS_MAX} products.")
        yield batch
        batch = handles(session, after=batch[-1], limit=BATCH)

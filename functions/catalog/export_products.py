"""GET /api/staff/catalog — products with their stock, as a Shopify product CSV; importing it back changes nothing.

The file is sent while it is read, however many products there are. With `part`, it has as much as one import accepts,
and the Link header names the next part. For spreadsheets, it can begin with a byte order mark and have no formulas.
"""

from collections.abc import Iterator

from functions.catalog.csv.export import as_csv, without_formulas
from functions.catalog.export.pages import ExportFilters, ProductRows, pages
from functions.runtime.adapters.dependencies import open_transaction
from functions.runtime.adapters.http_operation import http_operation
from functions.runtime.callers import Staff
from functions.runtime.database.unit_of_work import Begin
from functions.runtime.errors import Contended
from functions.runtime.http.replies import Document


class ExportProducts(ExportFilters):
    """A file with `neutralise_formulas` is for reading only: an import would keep the apostrophes in its cells."""

    part: bool = False
    byte_order_mark: bool = False
    neutralise_formulas: bool = False


@http_operation(permission="catalog.export", errors=(Contended,), begin=lambda: open_transaction)
def export_products(query: ExportProducts, *, caller: Staff, begin: Begin) -> Document:
    with begin() as shop:
        headers = {"content-disposition": f'attachment; filename="catalog-{shop.now:%Y-%m-%d}.csv"'}
    found = pages(begin, query)
    if query.neutralise_formulas:
        found = map(_without_formulas, found)
    content, rest, further = _part(found, query) if query.part else _whole(begin, found, query)
    return Document(content, "text/csv; charset=utf-8", headers | further, rest)


Sent = tuple[bytes, Iterator[bytes] | None, dict[str, str]]


def _whole(begin: Begin, found: Iterator[list[ProductRows]], query: ExportProducts) -> Sent:
    # Imported here and below: each call uses one of the two.
    from functions.catalog.export.columns import columns_of
    from functions.catalog.export.stream import stream

    parts = stream(columns_of(begin, query), found, byte_order_mark=query.byte_order_mark)
    return next(parts), parts, {}


def _part(found: Iterator[list[ProductRows]], query: ExportProducts) -> Sent:
    from functions.catalog.export.parts import first_part, link_to_next

    rows, after = first_part(found)
    return as_csv(rows, byte_order_mark=query.byte_order_mark), None, link_to_next(query, after)


def _without_formulas(page: list[ProductRows]) -> list[ProductRows]:
    return [[without_formulas(row) for row in product] for product in page]

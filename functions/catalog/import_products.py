"""POST /api/staff/catalogue — take in a Shopify product CSV: all of it, or, where a row is bad, nothing.

The file says everything about the products that it names, and nothing about others. The stock it counts is told to
inventory, which takes it over within moments.
"""

from dataclasses import asdict

from functions.catalog.errors import FileRefused
from functions.catalog.import_catalogue import import_catalogue
from functions.runtime.callers import Staff
from functions.runtime.http import http_operation
from functions.runtime.replies import Reply
from functions.runtime.requests import File
from functions.runtime.unit_of_work import UnitOfWork

FILE_BYTES_MAX = 5 * 1024 * 1024


class CatalogueFile(File):
    """A product CSV as Shopify exports it, in UTF-8."""

    @classmethod
    def media_type(cls) -> str:
        return "text/csv"


class ImportView(Reply):
    """How many products met which fate, and of how many SKUs the file counts another stock than the shop has."""

    created: int
    changed: int
    unchanged: int
    stock_counted: int


@http_operation(body_bytes_max=FILE_BYTES_MAX, errors=(FileRefused,))
def import_products(file: CatalogueFile, *, caller: Staff, shop: UnitOfWork) -> ImportView:
    imported = import_catalogue(shop, file.content, actor=caller.name)
    if imported.changes_something:
        shop.record(caller, "import-products", "catalogue", asdict(imported))
    return ImportView.model_validate(imported)

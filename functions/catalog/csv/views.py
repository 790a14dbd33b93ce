"""Requests and replies of the import and its preview."""

from functions.runtime.http.replies import Reply
from functions.runtime.http.requests import File


class CatalogFile(File):
    """A product CSV as Shopify exports it, in UTF-8."""

    @classmethod
    def media_type(cls) -> str:
        return "text/csv"


class ImportView(Reply):
    """Numbers of products created, changed and unchanged, and of SKUs whose stock differs from the shop's."""

    created: int
    changed: int
    unchanged: int
    stock_counted: int


class CellChangeView(Reply):
    """A changed cell of the product's exported rows."""

    column: str
    before: str
    after: str


class ProductChangeView(Reply):
    """A created product, or a changed one with its first changed cells."""

    handle: str
    title: str
    created: bool
    cells: list[CellChangeView]


class StockChangeView(Reply):
    """`known` is null for a SKU that was never stocked."""

    sku: str
    known: int | None
    counted: int


class PreviewView(ImportView):
    """The effect of an import; `changes` and `counts` list the first hundred of each."""

    changes: list[ProductChangeView]
    counts: list[StockChangeView]

"""What an import and its preview take and tell."""

from functions.runtime.http.replies import Reply
from functions.runtime.http.requests import File

FILE_BYTES_MAX = 5 * 1024 * 1024


class CatalogFile(File):
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


class CellChangeView(Reply):
    """A cell of the product's rows as they would be exported."""

    column: str
    before: str
    after: str


class ProductChangeView(Reply):
    """A product that is made, or whose first changed cells are `cells`."""

    handle: str
    title: str
    created: bool
    cells: list[CellChangeView]


class StockChangeView(Reply):
    """`known` is null for a SKU that the shop has no stock of yet."""

    sku: str
    known: int | None
    counted: int


class PreviewView(ImportView):
    """How much an import would change; `changes` and `counts` tell the first hundred of each."""

    changes: list[ProductChangeView]
    counts: list[StockChangeView]

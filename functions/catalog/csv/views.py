"""Requests and replies of the import and its preview."""

from dataclasses import asdict
from typing import Any, Self

from eventing.codes import StockPolicy
from functions.catalog.csv.plan import ImportPlan
from functions.runtime.http.replies import Reply
from functions.runtime.http.requests import File


class CatalogFile(File):
    """A product CSV as Shopify has exported it since 2016, or WooCommerce's: any columns that include a title."""

    @classmethod
    def media_type(cls) -> str:
        return "text/csv"


class FileWarning(Reply):
    """Something in the file that was left out, or that was read in a way which the merchant should know."""

    line: int
    field: str
    problem: str


class ImportView(Reply):
    """Numbers of products created, changed and unchanged, and of SKUs whose stock or stock policy changed.

    `warnings` lists the first fifty of `warnings_total`, by line.
    """

    created: int
    changed: int
    unchanged: int
    stock_counted: int
    stock_policies_set: int
    warnings: list[FileWarning]
    warnings_total: int

    @classmethod
    def of(cls, plan: ImportPlan, **more: Any) -> Self:
        warnings = plan.problems.warnings
        shown = {"warnings": warnings.by_line(), "warnings_total": warnings.total}
        return cls.model_validate(asdict(plan.summary) | shown | more)


class CellChangeView(Reply):
    """A changed cell of the product's exported rows."""

    column: str
    before: str
    after: str


class ProductChangeView(Reply):
    """A created product, or a changed one with its first changed cells; prices are those after the import."""

    handle: str
    title: str
    created: bool
    variants: int
    price_from_minor: int
    price_to_minor: int
    cells: list[CellChangeView]


class StockChangeView(Reply):
    """`known` is null for a SKU that was never stocked."""

    sku: str
    known: int | None
    counted: int


class PolicyChangeView(Reply):
    """How a SKU is stocked, now and after the import."""

    sku: str
    known: StockPolicy
    policy: StockPolicy


class ColumnsView(Reply):
    read: list[str]
    kept: list[str]


class PreviewView(ImportView):
    """The effect of an import; `changes`, `counts` and `policies` list the first hundred of each.

    `columns` are those of the file: `read` by the shop, and `kept` for the next export.
    """

    currency: str
    columns: ColumnsView
    changes: list[ProductChangeView]
    counts: list[StockChangeView]
    policies: list[PolicyChangeView]

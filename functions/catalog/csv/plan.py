"""Compares a file with the shop. An import applies the differences; a preview only shows them."""

from collections.abc import Callable
from dataclasses import dataclass

from sqlalchemy.orm import Session

from functions.catalog.csv.diff import PolicyChange, StockChange
from functions.catalog.csv.export import rows
from functions.catalog.csv.formats.recognition import Columns, as_shopify, columns_of, is_known
from functions.catalog.csv.formats.shopify import SKU
from functions.catalog.csv.merge import completed
from functions.catalog.csv.products import read_products
from functions.catalog.csv.reader.problems import Problems
from functions.catalog.csv.reader.table import read_table
from functions.catalog.csv.rows import ReadProduct
from functions.catalog.csv.stock_changes import count_changes, policy_changes
from functions.catalog.store.batches import batches
from functions.catalog.store.product_record import ProductRecord
from functions.catalog.store.read import owners, product_records
from functions.runtime.database.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True)
class ImportSummary:
    """Numbers of products created, changed and unchanged, and of SKUs with a new count."""

    created: int
    changed: int
    unchanged: int
    stock_counted: int
    stock_policies_set: int

    @property
    def changes_something(self) -> bool:
        return self.created + self.changed + self.stock_counted + self.stock_policies_set > 0


@dataclass(frozen=True, slots=True)
class ImportPlan:
    """The number of products in the file, those that differ, their present records by handle, and changed counts."""

    products_total: int
    different: list[ProductRecord]
    known: dict[str, ProductRecord]
    counts: list[StockChange]
    policies: list[PolicyChange]
    columns: Columns
    problems: Problems

    @property
    def summary(self) -> ImportSummary:
        created = self.products_total - len(self.known)
        different = len(self.different)
        unchanged = self.products_total - different
        return ImportSummary(created, different - created, unchanged, len(self.counts), len(self.policies))


def plan_import(shop: UnitOfWork, content: bytes, lock: Callable[[Session], None]) -> ImportPlan:
    """Reads the file, takes `lock` on the catalog, and compares. Raises FileRefused."""
    problems = Problems()
    table = as_shopify(read_table(content, is_known, problems), problems)
    read = read_products(table, problems)
    problems.raise_if_any()
    lock(shop.session)
    known = _existing(shop, read)
    new = [completed(product, known.get(product.record.handle), table.columns, problems) for product in read]
    _check_owners(shop, new, problems)
    records = [product.record for product in new]
    different = [record for record in records if _differs(record, known.get(record.handle))]
    variants = [variant for product in new for variant in product.variants]
    return ImportPlan(
        products_total=len(new),
        different=different,
        known=known,
        counts=count_changes(shop, variants),
        policies=policy_changes(shop, variants),
        columns=columns_of(table, problems),
        problems=problems,
    )


def _differs(record: ProductRecord, known: ProductRecord | None) -> bool:
    return known is None or rows(record) != rows(known)


def _check_owners(shop: UnitOfWork, read: list[ReadProduct], problems: Problems) -> None:
    """Adds an error for each SKU that would move away from a product that is not in the file."""
    named = {product.record.handle for product in read}
    _check_unique(read, problems)
    lines = {variant.record.sku: variant.line for product in read for variant in product.variants}
    for skus in batches(lines):
        for sku, owner in owners(shop.session, skus).items():
            if owner not in named:
                problems.add(lines[sku], SKU, f"{sku} belongs to {owner}, which is not in the file")
    problems.raise_if_any()


def _check_unique(read: list[ReadProduct], problems: Problems) -> None:
    """Adds an error where a variant that keeps its SKU from the shop has the same one as a variant in the file."""
    owners: dict[str, str] = {}
    for product in read:
        for sku in product.record.skus:
            if (owner := owners.setdefault(sku, product.record.handle)) != product.record.handle:
                problems.add(product.line, SKU, f"{sku} belongs to {owner}")


def _existing(shop: UnitOfWork, read: list[ReadProduct]) -> dict[str, ProductRecord]:
    found: dict[str, ProductRecord] = {}
    for handles in batches([product.record.handle for product in read]):
        found |= product_records(shop.session, handles)
    return found

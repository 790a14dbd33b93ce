"""Compares a file with the shop. An import applies the differences; a preview only shows them."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy.orm import Session

from eventing.events import stock as stock_events
from functions.catalog.csv.diff import StockChange
from functions.catalog.csv.export import rows
from functions.catalog.csv.merge import with_known_columns
from functions.catalog.csv.problems import Problems
from functions.catalog.csv.rows import ReadProduct, read_products
from functions.catalog.csv.table import read_table
from functions.catalog.csv.variants import ReadVariant
from functions.catalog.queries import pending_counts, stock
from functions.catalog.store.batches import batches
from functions.catalog.store.product_record import ProductRecord
from functions.catalog.store.read import owners, product_records
from functions.runtime.database.unit_of_work import UnitOfWork

# A count event is consumed within moments; one that is still pending after this has failed, and is announced again.
PENDING_MAX = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class Imported:
    """Numbers of products created, changed and unchanged, and of SKUs with a new count."""

    created: int
    changed: int
    unchanged: int
    stock_counted: int

    @property
    def changes_something(self) -> bool:
        return self.created + self.changed + self.stock_counted > 0


@dataclass(frozen=True, slots=True)
class Plan:
    """The number of products in the file, those that differ, their present records by handle, and changed counts."""

    products_total: int
    different: list[ProductRecord]
    known: dict[str, ProductRecord]
    counts: list[StockChange]

    @property
    def summary(self) -> Imported:
        created = self.products_total - len(self.known)
        different = len(self.different)
        return Imported(created, different - created, self.products_total - different, len(self.counts))


def plan_import(shop: UnitOfWork, content: bytes, lock: Callable[[Session], None]) -> Plan:
    """Reads the file, takes `lock` on the catalog, and compares. Raises FileRefused."""
    problems = Problems()
    table = read_table(content, problems)
    read = read_products(table, problems)
    problems.raise_if_any()
    lock(shop.session)
    _check_owners(shop, read, problems)
    known = _existing(shop, read)
    new = [
        with_known_columns(record, known[record.handle], table.columns) if record.handle in known else record
        for record in (product.record for product in read)
    ]
    different = [record for record in new if record.handle not in known or rows(record) != rows(known[record.handle])]
    variants = [variant for product in read for variant in product.variants]
    return Plan(len(new), different, known, _counts(shop, variants))


def _check_owners(shop: UnitOfWork, read: list[ReadProduct], problems: Problems) -> None:
    """A SKU may move between products of the file, but not away from a product that the file does not have."""
    named = {product.record.handle for product in read}
    lines = {variant.record.sku: variant.line for product in read for variant in product.variants}
    for skus in batches(lines):
        for sku, owner in owners(shop.session, skus).items():
            if owner not in named:
                problems.add(lines[sku], "Variant SKU", f"{sku} belongs to {owner}, which is not in the file")
    problems.raise_if_any()


def _existing(shop: UnitOfWork, read: list[ReadProduct]) -> dict[str, ProductRecord]:
    found: dict[str, ProductRecord] = {}
    for handles in batches([product.record.handle for product in read]):
        found |= product_records(shop.session, handles)
    return found


def _counts(shop: UnitOfWork, variants: list[ReadVariant]) -> list[StockChange]:
    """The SKUs whose quantity in the file differs from inventory's."""
    pending = pending_counts(shop.session, stock_events.StockCounted.TYPE, shop.now - PENDING_MAX)
    counted = {variant.record.sku: variant.counted for variant in variants if variant.counted is not None}
    found: list[StockChange] = []
    for skus in batches(counted):
        known: dict[str, int] = {sku: on_hand for sku, (on_hand, _) in stock(shop.session, skus).items()} | pending
        found += [StockChange(sku, known.get(sku), counted[sku]) for sku in skus if known.get(sku) != counted[sku]]
    return found

"""What differs between a file and the shop: what an import does, and a preview only tells."""

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
from functions.catalog.queries import counts_under_way, stock
from functions.catalog.store.batches import batches
from functions.catalog.store.product_record import ProductRecord
from functions.catalog.store.read import owners, product_records
from functions.runtime.database.unit_of_work import UnitOfWork

# An event takes moments; one that is older has failed, and the count is told again.
UNDER_WAY = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class Imported:
    """How many products meet which fate, and how many SKUs inventory is told a new count of."""

    created: int
    changed: int
    unchanged: int
    stock_counted: int

    @property
    def changes_something(self) -> bool:
        return self.created + self.changed + self.stock_counted > 0


@dataclass(frozen=True, slots=True)
class Plan:
    """How many products the file names, those that differ, what the shop has of them, and the stock to count anew."""

    named: int
    different: list[ProductRecord]
    known: dict[str, ProductRecord]
    counts: list[StockChange]

    @property
    def metrics(self) -> Imported:
        created = self.named - len(self.known)
        different = len(self.different)
        return Imported(created, different - created, self.named - different, len(self.counts))


def plan_import(shop: UnitOfWork, content: bytes, hold: Callable[[Session], None]) -> Plan:
    """Reads the file, then the shop, which `hold` keeps as it is; raises FileRefused."""
    problems = Problems()
    table = read_table(content, problems)
    read = read_products(table, problems)
    problems.refuse()
    hold(shop.session)
    _check_owners(shop, read, problems)
    known = _known(shop, read)
    new = [
        with_known_columns(record, known[record.handle], table.columns) if record.handle in known else record
        for record in (product.record for product in read)
    ]
    different = [record for record in new if record.handle not in known or rows(record) != rows(known[record.handle])]
    variants = [variant for product in read for variant in product.variants]
    return Plan(len(new), different, known, _counts(shop, variants))


def _check_owners(shop: UnitOfWork, read: list[ReadProduct], problems: Problems) -> None:
    """A SKU may move between products of the file, but not be taken from one that the file does not name."""
    named = {product.record.handle for product in read}
    lines = {variant.record.sku: variant.line for product in read for variant in product.variants}
    for skus in batches(lines):
        for sku, owner in owners(shop.session, skus).items():
            if owner not in named:
                problems.add(lines[sku], "Variant SKU", f"{sku} belongs to {owner}, which is not in the file")
    problems.refuse()


def _known(shop: UnitOfWork, read: list[ReadProduct]) -> dict[str, ProductRecord]:
    found: dict[str, ProductRecord] = {}
    for handles in batches([product.record.handle for product in read]):
        found |= product_records(shop.session, handles)
    return found


def _counts(shop: UnitOfWork, variants: list[ReadVariant]) -> list[StockChange]:
    """Every SKU that the file counts otherwise than inventory does."""
    told = counts_under_way(shop.session, stock_events.StockCounted.TYPE, shop.now - UNDER_WAY)
    counted = {variant.record.sku: variant.counted for variant in variants if variant.counted is not None}
    found: list[StockChange] = []
    for skus in batches(counted):
        known: dict[str, int] = {sku: on_hand for sku, (on_hand, _) in stock(shop.session, skus).items()} | told
        found += [StockChange(sku, known.get(sku), counted[sku]) for sku in skus if known.get(sku) != counted[sku]]
    return found

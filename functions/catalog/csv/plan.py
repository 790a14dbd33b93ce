"""What differs between a file and the shop: what an import does, and a preview only tells."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy.orm import Session

from eventing.events import stock as stock_events
from functions.catalog.csv.diff import StockChange
from functions.catalog.csv.export import rows
from functions.catalog.csv.merge import with_known_columns
from functions.catalog.csv.problems import Faults
from functions.catalog.csv.rows import ReadProduct, read_products
from functions.catalog.csv.table import read_table
from functions.catalog.csv.variants import ReadVariant
from functions.catalog.queries import counts_under_way, stock
from functions.catalog.store.batches import batches
from functions.catalog.store.product_record import Entry
from functions.catalog.store.read import entries, owners
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
    different: list[Entry]
    known: dict[str, Entry]
    counts: list[StockChange]

    @property
    def figures(self) -> Imported:
        created = self.named - len(self.known)
        different = len(self.different)
        return Imported(created, different - created, self.named - different, len(self.counts))


def plan_import(shop: UnitOfWork, content: bytes, hold: Callable[[Session], None]) -> Plan:
    """Reads the file, then the shop, which `hold` keeps as it is; raises FileRefused."""
    faults = Faults()
    table = read_table(content, faults)
    read = read_products(table, faults)
    faults.refuse()
    hold(shop.session)
    _check_owners(shop, read, faults)
    known = _known(shop, read)
    new = [
        with_known_columns(entry, known[entry.handle], table.columns) if entry.handle in known else entry
        for entry in (product.entry for product in read)
    ]
    different = [entry for entry in new if entry.handle not in known or rows(entry) != rows(known[entry.handle])]
    variants = [variant for product in read for variant in product.variants]
    return Plan(len(new), different, known, _counts(shop, variants))


def _check_owners(shop: UnitOfWork, read: list[ReadProduct], faults: Faults) -> None:
    """A SKU may move between products of the file, but not be taken from one that the file does not name."""
    named = {product.entry.handle for product in read}
    lines = {variant.entry.sku: variant.line for product in read for variant in product.variants}
    for skus in batches(lines):
        for sku, owner in owners(shop.session, skus).items():
            if owner not in named:
                faults.add(lines[sku], "Variant SKU", f"{sku} belongs to {owner}, which is not in the file")
    faults.refuse()


def _known(shop: UnitOfWork, read: list[ReadProduct]) -> dict[str, Entry]:
    found: dict[str, Entry] = {}
    for handles in batches([product.entry.handle for product in read]):
        found |= entries(shop.session, handles)
    return found


def _counts(shop: UnitOfWork, variants: list[ReadVariant]) -> list[StockChange]:
    """Every SKU that the file counts otherwise than inventory does."""
    told = counts_under_way(shop.session, stock_events.StockCounted.TYPE, shop.now - UNDER_WAY)
    counted = {variant.entry.sku: variant.counted for variant in variants if variant.counted is not None}
    found: list[StockChange] = []
    for skus in batches(counted):
        known: dict[str, int] = {sku: on_hand for sku, (on_hand, _) in stock(shop.session, skus).items()} | told
        found += [StockChange(sku, known.get(sku), counted[sku]) for sku in skus if known.get(sku) != counted[sku]]
    return found

"""The import itself, for the operation and for the demo catalogue alike: all of a file, or nothing of it."""

from dataclasses import dataclass
from datetime import timedelta

from eventing.events.stock import Count, StockCounted
from functions.catalog.batches import batches
from functions.catalog.entries import Entry
from functions.catalog.export_rows import rows
from functions.catalog.import_faults import Faults
from functions.catalog.import_merge import with_known_columns
from functions.catalog.import_parts import ReadVariant
from functions.catalog.import_rows import ReadProduct, read_products
from functions.catalog.import_table import read_table
from functions.catalog.loading import entries, owners
from functions.catalog.queries import counts_under_way, stock
from functions.catalog.storing import lock_catalogue, store
from functions.runtime.unit_of_work import UnitOfWork

COUNTS_PER_EVENT_MAX = 100
# An event takes moments; one that is older has failed, and the count is told again.
UNDER_WAY = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class Imported:
    """How many products met which fate, and how many SKUs inventory is told a new count of."""

    created: int
    changed: int
    unchanged: int
    stock_counted: int

    @property
    def changes_something(self) -> bool:
        return self.created + self.changed + self.stock_counted > 0


def import_catalogue(shop: UnitOfWork, content: bytes, *, actor: str) -> Imported:
    """Makes the products that the file names what it says; raises FileRefused, and then nothing is changed."""
    faults = Faults()
    table = read_table(content, faults)
    read = read_products(table, faults)
    faults.refuse()
    lock_catalogue(shop.session)
    _check_owners(shop, read, faults)
    known = _known(shop, read)
    new = [
        with_known_columns(entry, known[entry.handle], table.columns) if entry.handle in known else entry
        for entry in (product.entry for product in read)
    ]
    different = [entry for entry in new if entry.handle not in known or rows(entry) != rows(known[entry.handle])]
    store(shop.session, different, shop.now)
    counts = _announce_counts(shop, [variant for product in read for variant in product.variants], actor)
    created = len(new) - len(known)
    return Imported(created, len(different) - created, len(new) - len(different), counts)


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


def _announce_counts(shop: UnitOfWork, variants: list[ReadVariant], actor: str) -> int:
    """Tells inventory of every SKU that the file counts otherwise than it does itself."""
    told = counts_under_way(shop.session, StockCounted.TYPE, shop.now - UNDER_WAY)
    counted = {variant.entry.sku: variant.counted for variant in variants if variant.counted is not None}
    news: list[Count] = []
    for skus in batches(counted):
        known: dict[str, int] = {sku: on_hand for sku, (on_hand, _) in stock(shop.session, skus).items()} | told
        news += [Count(sku=sku, on_hand=counted[sku]) for sku in skus if known.get(sku) != counted[sku]]
    for counts in batches(news, COUNTS_PER_EVENT_MAX):
        shop.announce(StockCounted(counted_at=shop.now, counts=counts, reason="catalogue import", actor=actor))
    return len(news)

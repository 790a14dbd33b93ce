"""The import itself, for the operation and for the demo catalogue alike: all of a file, or nothing of it."""

from eventing.events.stock import Count, StockCounted
from functions.catalog.csv.plan import Imported, plan_import
from functions.catalog.store.batches import batches
from functions.catalog.store.write import exclusive_catalog_lock, store
from functions.runtime.database.unit_of_work import UnitOfWork

COUNTS_PER_EVENT_MAX = 100


def import_catalog(shop: UnitOfWork, content: bytes, *, actor: str) -> Imported:
    """Makes the products that the file names what it says; raises FileRefused, and then nothing is changed."""
    plan = plan_import(shop, content, exclusive_catalog_lock)
    store(shop.session, plan.different, shop.now)
    news = [Count(sku=count.sku, on_hand=count.counted) for count in plan.counts]
    for counts in batches(news, COUNTS_PER_EVENT_MAX):
        shop.announce(StockCounted(counted_at=shop.now, counts=counts, reason="catalogue import", actor=actor))
    return plan.metrics

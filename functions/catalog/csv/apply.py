"""Applies an import as a whole or not at all, for the operation and for the demo catalog."""

from eventing.events.stock import Count, PolicySet, StockPoliciesSet
from functions.catalog.csv.plan import ImportPlan, plan_import
from functions.catalog.store.batches import batches
from functions.catalog.store.counted_stock import COUNTS_PER_EVENT_MAX, announce_counts
from functions.catalog.store.locks import exclusive_catalog_lock
from functions.catalog.store.write import write_products
from functions.runtime.database.unit_of_work import UnitOfWork


def import_catalog(shop: UnitOfWork, content: bytes, *, actor: str) -> ImportPlan:
    """Creates and updates the products in the file. Raises FileRefused, and then changes nothing."""
    plan = plan_import(shop, content, exclusive_catalog_lock)
    write_products(shop.session, plan.different, shop.now)
    _announce_removed_pictures(shop, plan)
    counts = [Count(sku=count.sku, on_hand=count.counted) for count in plan.counts]
    announce_counts(shop, counts, reason="catalog_import", actor=actor)
    policies = [PolicySet(sku=change.sku, policy=change.policy) for change in plan.policies]
    for some in batches(policies, COUNTS_PER_EVENT_MAX):
        shop.announce(StockPoliciesSet(set_at=shop.now, policies=some, actor=actor))
    return plan


def _announce_removed_pictures(shop: UnitOfWork, plan: ImportPlan) -> None:
    for record in plan.different:
        before = plan.known.get(record.handle)
        if before is not None and before.images != record.images:
            # Imported here: few imports change pictures.
            from functions.catalog.pictures.removal import announce_removed

            announce_removed(shop, before.images, record.images)

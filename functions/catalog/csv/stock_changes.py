"""Compares the stock in a file with inventory's, including counts that inventory has not applied yet."""

from datetime import timedelta

from eventing.codes import StockPolicy
from eventing.events.stock import StockCounted, StockPoliciesSet
from functions.catalog.csv.diff import PolicyChange, StockChange
from functions.catalog.csv.variants import ReadVariant
from functions.catalog.queries import StockLevel, pending_counts, pending_policies, stock
from functions.catalog.store.batches import batches
from functions.runtime.database.unit_of_work import UnitOfWork

# A count event is consumed within moments; one that is still pending after this has failed, and is announced again.
PENDING_MAX = timedelta(minutes=1)


def count_changes(shop: UnitOfWork, variants: list[ReadVariant]) -> list[StockChange]:
    """The SKUs whose quantity in the file differs from inventory's."""
    pending = pending_counts(shop.session, StockCounted.TYPE, shop.now - PENDING_MAX)
    counted = {variant.record.sku: variant.counted for variant in variants if variant.counted is not None}
    found: list[StockChange] = []
    for skus in batches(counted):
        known: dict[str, int] = {sku: level.on_hand for sku, level in stock(shop.session, skus).items()} | pending
        found += [StockChange(sku, known.get(sku), counted[sku]) for sku in skus if known.get(sku) != counted[sku]]
    return found


def policy_changes(shop: UnitOfWork, variants: list[ReadVariant]) -> list[PolicyChange]:
    """The SKUs whose stock policy in the file differs from inventory's."""
    pending = pending_policies(shop.session, StockPoliciesSet.TYPE, shop.now - PENDING_MAX)
    wanted = {variant.record.sku: variant.policy for variant in variants if variant.policy is not None}
    found: list[PolicyChange] = []
    for skus in batches(wanted):
        levels = stock(shop.session, skus)
        for sku in skus:
            known: StockPolicy = pending.get(sku) or levels.get(sku, StockLevel()).policy
            if wanted[sku] != known:
                found.append(PolicyChange(sku, known, wanted[sku]))
    return found

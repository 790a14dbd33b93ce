"""Announces counted stock to inventory, which applies it within moments."""

from collections.abc import Collection, Iterable, Sequence
from typing import TYPE_CHECKING

from eventing.events.stock import Count, StockCounted
from functions.catalog.store.batches import batches
from functions.catalog.store.product_record import ProductRecord
from functions.runtime.callers import Caller
from functions.runtime.database.unit_of_work import UnitOfWork

if TYPE_CHECKING:
    from functions.catalog.fields import VariantInput

COUNTS_PER_EVENT_MAX = 100


def announce_counts(shop: UnitOfWork, counts: Iterable[Count], *, reason: str, actor: str) -> None:
    """Announces the counts in as many events as they need."""
    for batch in batches(counts, COUNTS_PER_EVENT_MAX):
        shop.announce(StockCounted(counted_at=shop.now, counts=batch, reason=reason, actor=actor))


def count_new_variants(
    shop: UnitOfWork, caller: Caller, record: ProductRecord, entered: "Sequence[VariantInput]", known: Collection[str]
) -> None:
    """Announces the entered stock of the variants that are not known yet; raises PermissionMissing.

    Of the others it announces nothing, so that a change that is sent again does not undo what was sold since.
    """
    counts = [
        Count(sku=sku, on_hand=variant.on_hand)
        for sku, variant in zip(record.skus, entered, strict=True)
        if variant.on_hand is not None and sku not in known
    ]
    if counts:
        caller.check("inventory.adjust")
        announce_counts(shop, counts, reason="product_saved", actor=caller.name)

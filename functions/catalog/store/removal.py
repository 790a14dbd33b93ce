"""Refuses the removal of variants that orders or planned prices wait for."""

from sqlalchemy.orm import Session

from functions.catalog.errors import VariantPlanned, VariantReserved
from functions.catalog.queries import stock
from functions.catalog.store.product_record import ProductRecord


def check_removed(session: Session, before: ProductRecord, after: ProductRecord) -> None:
    """Checks the variants that the product no longer has.

    Raises VariantReserved if orders have reserved one, or VariantPlanned if one has a planned price: it would not end.
    """
    removed = {*before.skus} - {*after.skus}
    if not removed:
        return
    reserved = {sku: level.reserved for sku, level in stock(session, removed).items() if level.reserved}
    for sku, quantity in sorted(reserved.items()):
        advice = "Ship or cancel these orders first."
        raise VariantReserved(f"Orders have reserved {quantity} of {sku}. {advice}", sku=sku, reserved=quantity)
    # Imported here: few changes remove a variant.
    from functions.catalog.planned_prices.store import plans_of

    for plan in plans_of(session, removed):
        advice = "Withdraw it first, or wait until it has ended."
        raise VariantPlanned(f"{plan.sku} has a planned price. {advice}", sku=plan.sku)

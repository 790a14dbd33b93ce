"""Refuses the removal of variants that orders wait for."""

from sqlalchemy.orm import Session

from functions.catalog.errors import VariantReserved
from functions.catalog.queries import stock
from functions.catalog.store.product_record import ProductRecord


def check_removed(session: Session, before: ProductRecord, after: ProductRecord) -> None:
    """Raises VariantReserved if orders have reserved a variant that the product no longer has."""
    removed = {*before.skus} - {*after.skus}
    if not removed:
        return
    reserved = {sku: level.reserved for sku, level in stock(session, removed).items() if level.reserved}
    for sku, quantity in sorted(reserved.items()):
        advice = "Ship or cancel these orders first."
        raise VariantReserved(f"Orders have reserved {quantity} of {sku}. {advice}", sku=sku, reserved=quantity)

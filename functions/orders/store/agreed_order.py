"""Prices an order, and checks the total to which the shopper agreed."""

from db.models.orders import Order
from functions.orders.errors import PriceChanged
from functions.orders.promotions.claims import claim_uses
from functions.orders.store.priced_order import PricedOrder, Wanted, priced_order
from functions.runtime.database.unit_of_work import UnitOfWork


def agreed_order(shop: UnitOfWork, wanted: Wanted, total_minor: int, currency: str) -> PricedOrder:
    """The order at its present price; raises PriceChanged unless the shopper agreed to it."""
    priced = priced_order(shop.session, wanted, shop.now)
    if (total_minor, currency) != (priced.totals.total_minor, priced.currency):
        raise _changed(shop, priced)
    return priced


def claim_promotions(shop: UnitOfWork, order: Order, priced: PricedOrder, wanted: Wanted) -> None:
    """Claims the promotions in the price; raises PriceChanged if one was used up since the order was priced."""
    if not claim_uses(shop, order, [each.promotion for each in priced.choice.discounts.applied]):
        raise _changed(shop, priced_order(shop.session, wanted, shop.now))


def _changed(shop: UnitOfWork, priced: PricedOrder) -> PriceChanged:
    # Imported here: nearly every order has the price that its shopper agreed to.
    from functions.orders.store.quotes import quote_of

    quote = quote_of(shop.session, priced).model_dump(mode="json")
    return PriceChanged("Nothing was ordered. To order, agree to the total of `quote`.", quote=quote)

"""Errors of orders."""

from functions.runtime.errors import Conflict, Forbidden, InvalidRequest, NotFound


class OrderUnknown(NotFound):
    """The order does not exist or belongs to another customer."""

    slug, title = "order-unknown", "There is no such order"


class OrderNotInState(Conflict):
    """The order's present `state` does not allow this."""

    slug, title = "order-not-in-state", "The order's state does not allow this"


class ReturnPeriodOver(Conflict):
    """The return period ended at `returnable_until`."""

    slug, title = "return-period-over", "It is too late to send this back"


class ItemsNotReturnable(Conflict):
    """Of `sku`, at most `returnable` can be sent back; without a `sku`, nothing of the order can."""

    slug, title = "items-not-returnable", "So much cannot be sent back"


class ReturnOpen(Conflict):
    """Another return of the order is not settled yet."""

    slug, title = "return-open", "Another return is not settled yet"


class ReturnNotOpen(Conflict):
    """The order has no return in a state that allows this."""

    slug, title = "return-not-open", "There is no return to decide on"


class WithdrawalNotDeclined(Conflict):
    """The shopper announced the return within the period of withdrawal, which the law gives them."""

    slug, title = "withdrawal-not-declined", "A withdrawal cannot be declined"


class RefundNotAgreed(Conflict):
    """The receipt or the release refunds `refund_minor`, and staff agreed to another amount."""

    slug, title = "refund-not-agreed", "Another amount is refunded"


class RefundAboveLimit(Forbidden):
    """The caller's role may refund at most `limit_minor` of an order, earlier refunds of all staff included."""

    slug, title = "refund-above-limit", "Your role may not refund so much"


class OwnOrder(Forbidden):
    """The caller ordered this themselves, and staff cannot decide on returns of their own orders."""

    slug, title = "own-order", "This is your own order"


class ProductUnavailable(Conflict):
    """The `sku` is unknown or not for sale."""

    slug, title = "product-unavailable", "A product is not for sale"


class TotalMissing(InvalidRequest):
    """The request does not name the total that the shopper agreed to: the page that sent it is of an older release."""

    slug, title = "total-missing", "The order does not name its total"


class PromotionUnknown(NotFound):
    """The promotion does not exist."""

    slug, title = "promotion-unknown", "There is no such promotion"


class VoucherCodeTaken(Conflict):
    """Another promotion has this `code`."""

    slug, title = "voucher-code-taken", "Another promotion has this code"


class CountryNotServed(InvalidRequest):
    """The shop does not deliver to the address's country."""

    slug, title = "country-not-served", "The shop does not deliver to this country"


class ShippingMethodUnavailable(Conflict):
    """The shipping method is not offered for this order; `methods` lists those that are."""

    slug, title = "shipping-method-unavailable", "This way of delivery is not offered"


class CartInOrder(Conflict):
    """The order `number`, placed from the same cart, is not confirmed or rejected yet."""

    slug, title = "cart-in-order", "The cart is being ordered already"


class PriceChanged(Conflict):
    """The order would have another total than the shopper agreed to; `quote` has the present one."""

    slug, title = "price-changed", "The price has changed"


class AccountingTooLarge(Conflict):
    """The days have more than `rows_max` rows."""

    slug, title = "accounting-too-large", "So many days do not fit into one file"

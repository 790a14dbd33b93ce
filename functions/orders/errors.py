"""Errors of orders."""

from functions.runtime.errors import Conflict, NotFound


class OrderUnknown(NotFound):
    """The order does not exist or belongs to another customer."""

    slug, title = "order-unknown", "There is no such order"


class OrderNotInState(Conflict):
    """The order's present `state` does not allow this."""

    slug, title = "order-not-in-state", "The order's state does not allow this"


class ReturnPeriodOver(Conflict):
    """The return period ended at `returnable_until`."""

    slug, title = "return-period-over", "It is too late to send this back"


class ProductUnavailable(Conflict):
    """The `sku` is unknown or not for sale."""

    slug, title = "product-unavailable", "A product is not for sale"

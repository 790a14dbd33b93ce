"""What can be wrong with an order."""

from functions.runtime.errors import Conflict, NotFound


class OrderUnknown(NotFound):
    """There is no such order, or it is somebody else's."""

    slug, title = "order-unknown", "There is no such order"


class OrderNotInState(Conflict):
    """The order's present state does not allow this; the member `state` tells it."""

    slug, title = "order-not-in-state", "The order's state does not allow this"


class ReturnPeriodOver(Conflict):
    """The goods arrived too long ago; the member `returnable_until` tells when the period ended."""

    slug, title = "return-period-over", "It is too late to send this back"


class ProductUnavailable(Conflict):
    """A SKU is unknown or not for sale; the member `sku` tells which."""

    slug, title = "product-unavailable", "A product is not for sale"

"""What can be wrong with a cart."""

from functions.runtime.errors import Conflict, NotFound


class NotForSale(NotFound):
    """A SKU is unknown, or its product is not published: the two answer alike."""

    slug, title = "not-for-sale", "There is no such product for sale"


class CartFull(Conflict):
    """The cart has as many different items as an order may have; the member `items_max` tells how many."""

    slug, title = "cart-full", "The cart is full"

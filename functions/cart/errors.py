"""Errors of carts."""

from functions.runtime.errors import Conflict, NotFound


class NotForSale(NotFound):
    """The SKU is unknown or its product is not published; the response is the same."""

    slug, title = "not-for-sale", "There is no such product for sale"


class CartFull(Conflict):
    """The cart has as many different items as an order may have; `items_max` is the limit."""

    slug, title = "cart-full", "The cart is full"

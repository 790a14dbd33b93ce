"""Errors of shipments, and of what goes before them."""

from functions.runtime.errors import Conflict, NotFound


class NotLeftToShip(Conflict):
    """Of `sku`, only `left` are neither shipped nor released."""

    slug, title = "not-left-to-ship", "So much is not left to ship"


class ParcelUnknown(NotFound):
    """The order has no such parcel."""

    slug, title = "parcel-unknown", "There is no such parcel"


class AddressInOtherCountry(Conflict):
    """The order goes to `country`, and its new address is in another one, where it would cost something else."""

    slug, title = "address-in-other-country", "The address is in another country"


class CarrierNameTaken(Conflict):
    """Another carrier, `code`, has this name."""

    slug, title = "carrier-name-taken", "Another carrier has this name"


class TooManyCarriers(Conflict):
    """The shop has as many carriers as it can."""

    slug, title = "too-many-carriers", "There are too many carriers"

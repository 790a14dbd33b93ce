"""Errors of shipments, and of changes before them."""

from functions.runtime.errors import Conflict, NotFound


class NotLeftToShip(Conflict):
    """Of `sku`, only `left` are neither shipped nor released."""

    slug, title = "not-left-to-ship", "So much is not left to ship"


class ParcelUnknown(NotFound):
    """The order has no such parcel."""

    slug, title = "parcel-unknown", "There is no such parcel"


class AddressInOtherCountry(Conflict):
    """The new address is not in `country`, where the order goes; in another country, its price would differ."""

    slug, title = "address-in-other-country", "The address is in another country"


class CarrierNameTaken(Conflict):
    """Another carrier, `code`, has this name."""

    slug, title = "carrier-name-taken", "Another carrier has this name"


class TooManyCarriers(Conflict):
    """The shop already has the maximum number of carriers."""

    slug, title = "too-many-carriers", "There are too many carriers"

"""Errors of shipments."""

from functions.runtime.errors import Conflict, NotFound


class NotLeftToShip(Conflict):
    """Of `sku`, only `left` are neither shipped nor released."""

    slug, title = "not-left-to-ship", "So much is not left to ship"


class ParcelUnknown(NotFound):
    """The order has no such parcel."""

    slug, title = "parcel-unknown", "There is no such parcel"

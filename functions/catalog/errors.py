"""Errors of the catalog and of imported files."""

from functions.runtime.errors import Conflict, InvalidRequest, NotFound


class ProductUnknown(NotFound):
    """The product does not exist or is not published."""

    slug, title = "product-unknown", "There is no such product"


class PictureUnknown(NotFound):
    """There is no uploaded picture at this address."""

    slug, title = "picture-unknown", "There is no such picture"


class PictureRefused(InvalidRequest):
    """The uploaded file cannot be a picture of a product; nothing was stored. `reason` is type, damaged or pixels."""

    slug, title = "picture-refused", "This file cannot be a picture"


class UploadsOff(Conflict):
    """The shop has no store for uploaded pictures; addresses of pictures elsewhere can still be used."""

    slug, title = "uploads-off", "This shop takes no uploaded pictures"


class PageUnknown(NotFound):
    """The web shop has no public page at this path."""

    slug, title = "page-unknown", "There is no such page"


class PlanBegun(Conflict):
    """The planned price of `sku` is valid already, so it cannot be withdrawn."""

    slug, title = "plan-begun", "This price is valid already"


class PlansOverlap(Conflict):
    """Another planned price of `sku`, which begins at `at`, is valid at the same time."""

    slug, title = "plans-overlap", "Two planned prices would be valid at once"


class HandleTaken(Conflict):
    """Another product has this `handle`."""

    slug, title = "handle-taken", "Another product has this handle"


class SkuTaken(Conflict):
    """Another product has this `sku`."""

    slug, title = "sku-taken", "Another product has this SKU"


class VariantReserved(Conflict):
    """Orders have reserved `reserved` of the variant `sku`, so it cannot be removed, nor get another SKU."""

    slug, title = "variant-reserved", "Orders have reserved this variant"


class VariantPlanned(Conflict):
    """The variant `sku` has a planned price, so it cannot be removed, nor get another SKU."""

    slug, title = "variant-planned", "This variant has a planned price"


class FileRefused(InvalidRequest):
    """Nothing was imported; `errors` lists the first problems by `line`, `errors_total` counts all."""

    slug, title = "file-refused", "The file has rows that cannot be imported"

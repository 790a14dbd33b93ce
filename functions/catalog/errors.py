"""What can be wrong with the catalogue, or with a file for it."""

from functions.runtime.errors import Conflict, InvalidRequest, NotFound


class ProductUnknown(NotFound):
    """There is no such product, or it is not published."""

    slug, title = "product-unknown", "There is no such product"


class HandleTaken(Conflict):
    """Another product has this handle; the member `handle` tells it."""

    slug, title = "handle-taken", "Another product has this handle"


class SkuTaken(Conflict):
    """Another product has this SKU; the member `sku` tells it."""

    slug, title = "sku-taken", "Another product has this SKU"


class FileRefused(InvalidRequest):
    """Nothing of the file was imported; `errors` names the first bad rows by `line`, `errors_total` counts all."""

    slug, title = "file-refused", "The file has rows that cannot be imported"


class CatalogTooLarge(Conflict):
    """The catalogue does not fit into one file."""

    slug, title = "catalog-too-large", "The catalogue does not fit into one file"

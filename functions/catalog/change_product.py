"""PATCH /api/staff/products/{handle} — changes the fields that the request has; the others keep their values."""

from dataclasses import replace

from db.models.catalog import TaxClass
from functions.catalog.errors import ProductUnknown, SkuTaken, VariantPlanned, VariantReserved
from functions.catalog.fields import Description, Handle, Images, OptionNames, Tags, Text, Title, Variants
from functions.catalog.rules import PRODUCT_BYTES_MAX
from functions.catalog.store.change import check_version, save_change
from functions.catalog.store.counted_stock import count_new_variants
from functions.catalog.store.product_draft import check_structure, with_images, with_variants
from functions.catalog.store.product_record import ProductRecord
from functions.catalog.store.removal import check_removed
from functions.catalog.store.write import check_skus, record_to_change
from functions.catalog.views import ProductView
from functions.runtime.adapters.http_operation import http_operation
from functions.runtime.callers import PermissionMissing, Staff
from functions.runtime.database.unit_of_work import UnitOfWork
from functions.runtime.http.preconditions import IfMatch
from functions.runtime.http.requests import Request


class ChangeProduct(Request):
    """`variants` and `images` replace all of the product's; variants are matched by SKU.

    Orders keep what they have of a variant that is removed. One that orders have reserved cannot be.
    """

    handle: Handle
    title: Title | None = None
    description: Description | None = None
    vendor: Text | None = None
    product_type: Text | None = None
    tags: Tags | None = None
    tax_class: TaxClass | None = None
    option_names: OptionNames | None = None
    variants: Variants | None = None
    images: Images | None = None


@http_operation(
    permission="catalog.change",
    body_bytes_max=PRODUCT_BYTES_MAX,
    errors=(ProductUnknown, SkuTaken, VariantReserved, VariantPlanned, PermissionMissing),
)
def change_product(command: ChangeProduct, *, caller: Staff, shop: UnitOfWork, if_match: IfMatch) -> ProductView:
    before = record_to_change(shop.session, command.handle)
    after = _changed(before, command)
    check_version(if_match, before, after)
    if after != before:
        check_structure(after)
        check_skus(shop.session, after)
        check_removed(shop.session, before, after)
        if command.variants is not None:
            count_new_variants(shop, caller, after, command.variants, known=before.skus)
    fields = sorted(command.model_dump(exclude_none=True, exclude={"handle"}))
    return save_change(shop, caller, "change-product", before, after, {"fields": fields})


def _changed(record: ProductRecord, command: ChangeProduct) -> ProductRecord:
    record = replace(
        record,
        title=_updated(command.title, record.title),
        vendor=_updated(command.vendor, record.vendor),
        product_type=_updated(command.product_type, record.product_type),
        tags=record.tags if command.tags is None else tuple(dict.fromkeys(command.tags)),
        option_names=record.option_names if command.option_names is None else tuple(command.option_names),
    )
    record = record.with_description(_updated(command.description, record.description))
    record = record.with_tax_class(command.tax_class or record.tax_class)
    record = record if command.variants is None else with_variants(record, command.variants)
    return record if command.images is None else with_images(record, command.images)


def _updated(new: str | None, present: str) -> str:
    return present if new is None else new

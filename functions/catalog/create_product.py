"""POST /api/staff/products — creates a product as a draft; shoppers see it once it is published.

Inventory applies the entered stock within moments.
"""

from collections.abc import Sequence

from pydantic import Field

from db.models.catalog import TaxClass
from functions.catalog.errors import HandleTaken, SkuTaken
from functions.catalog.fields import Description, Handle, Images, OptionNames, Tags, Text, Title, Variants
from functions.catalog.queries import stock
from functions.catalog.rules import HANDLE_MAX, PRODUCT_BYTES_MAX, numbered_handles, slug
from functions.catalog.store.counted_stock import count_new_variants
from functions.catalog.store.locks import exclusive_catalog_lock
from functions.catalog.store.product_draft import check_structure, with_images, with_variants
from functions.catalog.store.product_record import ProductRecord
from functions.catalog.store.read import product_records
from functions.catalog.store.write import check_skus, write_products
from functions.catalog.views import ProductView
from functions.runtime.adapters.http_operation import http_operation
from functions.runtime.callers import PermissionMissing, Staff
from functions.runtime.database.unit_of_work import UnitOfWork
from functions.runtime.errors import InvalidRequest
from functions.runtime.http.requests import Request


class CreateProduct(Request):
    """The handle is derived from the title if it is missing, with a number if another product has it.

    Prices are in minor units of the shop's currency.
    """

    handle: Handle | None = None
    title: Title
    description: Description = ""
    vendor: Text = ""
    product_type: Text = ""
    tags: Tags = Field(default_factory=list)
    tax_class: TaxClass = "standard"
    option_names: OptionNames = Field(default_factory=list)
    variants: Variants
    images: Images = Field(default_factory=list)


# Idempotent, because a retry after a lost response would create a second product of the title.
@http_operation(
    permission="catalog.create",
    status=201,
    idempotent=True,
    body_bytes_max=PRODUCT_BYTES_MAX,
    errors=(HandleTaken, SkuTaken, PermissionMissing),
)
def create_product(command: CreateProduct, *, caller: Staff, shop: UnitOfWork) -> ProductView:
    wanted = _handles(command)
    check_structure(_record(command, wanted[0]))
    exclusive_catalog_lock(shop.session)
    taken = product_records(shop.session, wanted)
    free = next((handle for handle in wanted if handle not in taken), None)
    if free is None:
        raise HandleTaken(f"A product {wanted[0]} exists already.", handle=wanted[0])
    record = _record(command, free)
    check_skus(shop.session, record)
    write_products(shop.session, [record], shop.now)
    count_new_variants(shop, caller, record, command.variants, known=())
    shop.record(caller, "create-product", record.handle)
    return ProductView.of(record, stock(shop.session, record.skus), {})


def _handles(command: CreateProduct) -> Sequence[str]:
    """The requested handle, or those that can be derived from the title."""
    if command.handle:
        return [command.handle]
    if not (derived := slug(command.title)[:HANDLE_MAX]):
        raise InvalidRequest.field("handle", "is missing, and none can be derived from this title")
    return numbered_handles(derived)


def _record(command: CreateProduct, handle: str) -> ProductRecord:
    record = ProductRecord(
        handle=handle,
        title=command.title,
        description=command.description,
        vendor=command.vendor,
        product_type=command.product_type,
        tags=tuple(dict.fromkeys(command.tags)),
        option_names=tuple(command.option_names),
        state="draft",
        merchant_columns={},
        variants=(),
        images=(),
        tax_class=command.tax_class,
    )
    return with_images(with_variants(record, command.variants), command.images)

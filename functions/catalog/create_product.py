"""POST /api/staff/products — creates a product as a draft, which shoppers see once it is published."""

from pydantic import Field

from db.models.catalog import TaxClass
from functions.catalog.errors import HandleTaken, SkuTaken
from functions.catalog.fields import Description, Handle, Images, OptionNames, Tags, Text, Title, Variants
from functions.catalog.queries import stock
from functions.catalog.rules import HANDLE_MAX, slug
from functions.catalog.store.product_draft import check_structure, with_images, with_variants
from functions.catalog.store.product_record import ProductRecord
from functions.catalog.store.read import product_records
from functions.catalog.store.write import check_skus, exclusive_catalog_lock, write_products
from functions.catalog.views import ProductView
from functions.runtime.adapters.http_operation import http_operation
from functions.runtime.callers import Staff
from functions.runtime.database.unit_of_work import UnitOfWork
from functions.runtime.errors import InvalidRequest
from functions.runtime.http.requests import Request


class CreateProduct(Request):
    """The handle is derived from the title if it is missing. Prices are in minor units of the shop's currency."""

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


@http_operation(permission="catalog.create", status=201, errors=(HandleTaken, SkuTaken))
def create_product(command: CreateProduct, *, caller: Staff, shop: UnitOfWork) -> ProductView:
    record = _record(command)
    check_structure(record)
    exclusive_catalog_lock(shop.session)
    if product_records(shop.session, [record.handle]):
        raise HandleTaken(f"A product {record.handle} exists already.", handle=record.handle)
    check_skus(shop.session, record)
    write_products(shop.session, [record], shop.now)
    shop.record(caller, "create-product", record.handle)
    return ProductView.of(record, stock(shop.session, record.skus), {})


def _record(command: CreateProduct) -> ProductRecord:
    handle = command.handle or slug(command.title)[:HANDLE_MAX]
    if not handle:
        raise InvalidRequest.field("handle", "is missing, and none can be derived from this title")
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

"""The columns of Shopify's product CSV: their names since 2016, and the order in which the shop writes them."""

from collections.abc import Mapping

from functions.catalog.rules import OPTIONS_MAX
from functions.catalog.store.product_record import BODY, GRAMS, PRODUCT_CATEGORY, PUBLISHED, STATUS, VARIANT_IMAGE

HANDLE, TITLE, VENDOR, TYPE, TAGS = "Handle", "Title", "Vendor", "Type", "Tags"
SKU, BARCODE, QUANTITY = "Variant SKU", "Variant Barcode", "Variant Inventory Qty"
PRICE, COMPARE_AT = "Variant Price", "Variant Compare At Price"
TRACKER, POLICY = "Variant Inventory Tracker", "Variant Inventory Policy"
IMAGE, POSITION, ALTERNATIVE_TEXT = "Image Src", "Image Position", "Image Alt Text"
OPTION_NAMES = tuple(f"Option{number} Name" for number in range(1, OPTIONS_MAX + 1))
OPTION_VALUES = tuple(f"Option{number} Value" for number in range(1, OPTIONS_MAX + 1))

# Read from the first row of a product.
OF_PRODUCT = (TITLE, BODY, VENDOR, PRODUCT_CATEGORY, TYPE, TAGS, PUBLISHED, STATUS, *OPTION_NAMES)
# A row that fills one of these is a variant.
OF_VARIANT = (*OPTION_VALUES, SKU, GRAMS, QUANTITY, PRICE, COMPARE_AT, BARCODE)
OF_IMAGE = (IMAGE, POSITION, ALTERNATIVE_TEXT)
# Stored unread, but checked: a typing error in them would be noticed much later.
BOOLEANS = ("Gift Card", "Variant Requires Shipping", "Variant Taxable")
READ_COLUMNS = frozenset({HANDLE, *OF_PRODUCT, *OF_VARIANT, *OF_IMAGE})
# Those whose cells mean something to the shop, whether they are also kept as they are or not.
INTERPRETED = READ_COLUMNS | {TRACKER, POLICY, VARIANT_IMAGE}

# In the order of Shopify's own export; a merchant's other columns follow, in alphabetical order.
WRITTEN_FIRST = (
    "Handle", "Title", "Body (HTML)", "Vendor", "Product Category", "Type", "Tags", "Published", "Option1 Name",
    "Option1 Value", "Option2 Name", "Option2 Value", "Option3 Name", "Option3 Value", "Variant SKU", "Variant Grams",
    "Variant Inventory Tracker", QUANTITY, "Variant Inventory Policy", "Variant Fulfillment Service", "Variant Price",
    "Variant Compare At Price", "Variant Requires Shipping", "Variant Taxable", "Variant Barcode", "Image Src",
    "Image Position", "Image Alt Text", "Gift Card", "SEO Title", "SEO Description", "Variant Image",
    "Variant Weight Unit", "Variant Tax Code", "Cost per item", "Status",
)  # fmt: skip

# Names that other years' exports have, in lower case, with the name that the shop writes.
OTHER_NAMES: Mapping[str, str] = {
    # 2024 and later
    "url handle": HANDLE,
    "description": BODY,
    "published on online store": PUBLISHED,
    "sku": SKU,
    "barcode": BARCODE,
    "price": PRICE,
    "compare-at price": COMPARE_AT,
    "charge tax": "Variant Taxable",
    "tax code": "Variant Tax Code",
    "inventory tracker": TRACKER,
    "inventory quantity": QUANTITY,
    "continue selling when out of stock": POLICY,
    "weight value (grams)": GRAMS,
    "weight unit for display": "Variant Weight Unit",
    "requires shipping": "Variant Requires Shipping",
    "fulfillment service": "Variant Fulfillment Service",
    "product image url": IMAGE,
    "variant image url": VARIANT_IMAGE,
    # 2021 and 2022
    "standard product type": PRODUCT_CATEGORY,
    "standardized product type": PRODUCT_CATEGORY,
    "custom product type": TYPE,
}
NAMES: Mapping[str, str] = {**{name.lower(): name for name in (*WRITTEN_FIRST, *READ_COLUMNS)}, **OTHER_NAMES}

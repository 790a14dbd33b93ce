"""The columns of Shopify's product CSV: those the shop reads, and the order in which it writes them."""

from functions.catalog.rules import OPTIONS_MAX

OPTION_NAMES = tuple(f"Option{number} Name" for number in range(1, OPTIONS_MAX + 1))
OPTION_VALUES = tuple(f"Option{number} Value" for number in range(1, OPTIONS_MAX + 1))
QUANTITY = "Variant Inventory Qty"

# Every export of Shopify has these. Were they optional, a missing one could mean "clear it" or "leave it".
REQUIRED = (
    "Handle", "Title", "Body (HTML)", "Vendor", "Type", "Tags", "Published", "Option1 Name", "Option1 Value",
    "Variant SKU", "Variant Grams", "Variant Price", "Variant Compare At Price", "Variant Barcode", "Image Src",
    "Image Position", "Image Alt Text",
)  # fmt: skip

# Read from the first row of a product.
OF_PRODUCT = (
    "Title", "Body (HTML)", "Vendor", "Product Category", "Type", "Tags", "Published", "Status", *OPTION_NAMES,
)  # fmt: skip
# A row that fills one of these is a variant.
OF_VARIANT = (
    *OPTION_VALUES, "Variant SKU", "Variant Grams", QUANTITY, "Variant Price", "Variant Compare At Price",
    "Variant Barcode",
)  # fmt: skip
OF_IMAGE = ("Image Src", "Image Position", "Image Alt Text")
# Stored unread, but checked: a typing error in them would be noticed much later.
BOOLEANS = ("Gift Card", "Variant Requires Shipping", "Variant Taxable")
READ_COLUMNS = frozenset({"Handle", *OF_PRODUCT, *OF_VARIANT, *OF_IMAGE})

# In the order of Shopify's own export; a merchant's other columns follow, in alphabetical order.
WRITTEN_FIRST = (
    "Handle", "Title", "Body (HTML)", "Vendor", "Product Category", "Type", "Tags", "Published", "Option1 Name",
    "Option1 Value", "Option2 Name", "Option2 Value", "Option3 Name", "Option3 Value", "Variant SKU", "Variant Grams",
    "Variant Inventory Tracker", QUANTITY, "Variant Inventory Policy", "Variant Fulfillment Service", "Variant Price",
    "Variant Compare At Price", "Variant Requires Shipping", "Variant Taxable", "Variant Barcode", "Image Src",
    "Image Position", "Image Alt Text", "Gift Card", "SEO Title", "SEO Description", "Variant Image",
    "Variant Weight Unit", "Variant Tax Code", "Cost per item", "Status",
)  # fmt: skip

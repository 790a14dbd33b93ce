"""Renders the page of one product: its offer as schema.org defines it, and its text."""

from typing import Any

from markupsafe import Markup

from functions.catalog.pages.page import Page, excerpt
from functions.catalog.pages.sitemaps import product_address
from functions.catalog.pages.wording import money, text
from functions.catalog.views import ProductView
from functions.runtime.currencies import decimal
from functions.runtime.languages import Language

# A GTIN, as scanned: 8, 12, 13 or 14 digits (GS1).
_GTIN_LENGTHS = {8, 12, 13, 14}


def product_page(product: ProductView, shop_url: str, language: Language) -> Page:
    """The product's page; its description is the product's own, or title and vendor if there is none."""
    url = shop_url + product_address(product.handle)
    pictures = [_absolute(image.url, shop_url) for image in product.images]
    description = excerpt(product.description) or " · ".join(filter(None, (product.title, product.vendor)))
    return Page(
        heading=product.title,
        description=description,
        url=url,
        kind="product",
        picture_url=pictures[0] if pictures else "",
        data=_data(product, url, pictures, description),
        content=_content(product, language),
    )


def _data(product: ProductView, url: str, pictures: list[str], description: str) -> dict[str, Any]:
    """The product by https://schema.org/Product, with an offer for each variant."""
    about = {"name": product.title, "description": description, "url": url, "image": pictures}
    brand = {"brand": {"@type": "Brand", "name": product.vendor}} if product.vendor else {}
    return {"@type": "Product", **about, **brand, "offers": [_offer(product, each, url) for each in product.variants]}


def _offer(product: ProductView, variant: Any, url: str) -> dict[str, Any]:
    offer = {
        "@type": "Offer",
        "sku": variant.sku,
        "name": " / ".join(variant.option_values) or product.title,
        "url": url,
        "price": decimal(variant.price_minor, product.currency),
        "priceCurrency": product.currency,
        "availability": f"https://schema.org/{_availability(variant)}",
    }
    is_gtin = variant.barcode.isdecimal() and len(variant.barcode) in _GTIN_LENGTHS
    return offer | ({"gtin": variant.barcode} if is_gtin else {})


def _availability(variant: Any) -> str:
    if variant.backordered:
        return "BackOrder"
    return "InStock" if variant.available else "OutOfStock"


def _content(product: ProductView, language: Language) -> Markup:
    price = money(min(variant.price_minor for variant in product.variants), product.currency, language)
    said = Markup("").join(Markup("<p>{}</p>").format(line) for line in product.description.splitlines() if line)
    return Markup("<h1>{}</h1><p>{}</p>{}<p>{}</p>").format(product.title, price, said, text("script", language))


def _absolute(picture: str, shop_url: str) -> str:
    return f"{shop_url}{picture}" if picture.startswith("/") else picture

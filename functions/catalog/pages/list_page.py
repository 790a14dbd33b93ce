"""Renders the home page and the lists of products."""

from collections.abc import Iterable
from typing import Any

from markupsafe import Markup

from functions.catalog.pages.page import Page
from functions.catalog.pages.sitemaps import category_address, product_address
from functions.catalog.pages.wording import money, text
from functions.runtime.languages import Language
from functions.runtime.settings import settings


def home_page(products: Iterable[Any], shop_name: str, shop_url: str, language: Language) -> Page:
    """The home page, which tells search engines the shop's name and the address of its search
    (https://schema.org/WebSite).
    """
    search = {"@type": "SearchAction", "target": f"{shop_url}/products?search={{words}}", "query-input": "name=words"}
    about = {"name": shop_name, "url": f"{shop_url}/"}
    return Page(
        heading=shop_name,
        description=text("description", language),
        url=f"{shop_url}/",
        data={"@type": "WebSite", **about, "inLanguage": language, "potentialAction": search},
        content=_content(shop_name, products, language),
    )


def list_page(category: tuple[str, str] | None, products: list[Any], shop_url: str, language: Language) -> Page:
    """The list of all products, or of a category, given as filter value and name; an empty list is not indexed."""
    name = category[1] if category else text("products", language)
    url = shop_url + (category_address(category[0]) if category else "/products")
    return Page(
        heading=name,
        description=text("products_of", language, category=name) if category else text("description", language),
        url=url,
        data={"@type": "CollectionPage", "name": name, "url": url, "inLanguage": language},
        content=_content(name, products, language),
        listed=bool(products),
    )


def _content(heading: str, products: Iterable[Any], language: Language) -> Markup:
    rows = Markup("").join(
        Markup('<li><a href="{}">{}</a> {}</li>').format(
            product_address(row.handle), row.title, money(row.price_from_minor, settings().currency, language)
        )
        for row in products
    )
    return Markup("<h1>{}</h1><ul>{}</ul><p>{}</p>").format(heading, rows, text("script", language))

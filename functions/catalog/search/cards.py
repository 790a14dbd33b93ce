"""Renders the products of a list."""

from typing import Any

from sqlalchemy import Row

from db.models.catalog import ProductState
from functions.catalog.pictures.views import ImageView
from functions.catalog.store.reductions import shown_compare_at, shown_lowest
from functions.runtime.http.replies import Reply
from functions.runtime.settings import settings


class ProductCard(Reply):
    """A product in a list; the prices are those of its cheapest variant, except `price_max_minor`, the highest.

    `image` is its first picture, `second_image_url` its second.
    """

    handle: str
    title: str
    vendor: str
    category: str
    state: ProductState
    price_minor: int
    price_max_minor: int
    compare_at_price_minor: int | None
    lowest_price_before_minor: int | None
    currency: str
    available: bool
    image: ImageView | None
    second_image_url: str | None


def card(row: Row[Any]) -> ProductCard:
    first, second = (*(row.urls or ()), None, None)[:2]
    return ProductCard(
        handle=row.handle,
        title=row.title,
        vendor=row.vendor,
        category=row.category,
        state=row.state,
        price_minor=row.price_from_minor,
        price_max_minor=row.price_max_minor,
        compare_at_price_minor=shown_compare_at(row.price_from_minor, row.compare_at_price_minor),
        lowest_price_before_minor=shown_lowest(
            row.price_from_minor, row.compare_at_price_minor, row.lowest_price_before_minor
        ),
        currency=settings().currency,
        available=row.available,
        image=ImageView(url=first, alternative_text=row.image_alternative_text) if first else None,
        second_image_url=second,
    )

"""Reads the categories: their names, how many products they have, and a picture of each."""

from sqlalchemy import ScalarSelect, Select, func, select
from sqlalchemy.dialects.postgresql import aggregate_order_by
from sqlalchemy.orm import Session

from db.models.catalog import Image, Product
from db.models.catalog_readers import CategoryCount
from functions.catalog.rules import category_name


def categories() -> Select[tuple[str, str, int]]:
    """Each category with published products: its filter value, the type of most of its products, and their number."""
    types = aggregate_order_by(CategoryCount.product_type, CategoryCount.products.desc(), CategoryCount.product_type)
    return (
        select(CategoryCount.category, func.array_agg(types)[1], func.sum(CategoryCount.products))
        .where(CategoryCount.products > 0)
        .group_by(CategoryCount.category)
    )


def picture_of_category() -> ScalarSelect[str | None]:
    """The address of the first picture of a category's most expensive published product, which one index finds."""
    most_expensive = (
        select(Product.id)
        .where(Product.category == CategoryCount.category, Product.state == "published")
        .order_by(Product.price_from_minor.desc(), Product.id.desc())
        .limit(1)
        .correlate(CategoryCount)
        .scalar_subquery()
    )
    first = select(Image.url).where(Image.product_id == most_expensive).order_by(Image.position).limit(1)
    return first.correlate(CategoryCount).scalar_subquery()


def name_of_category(session: Session, category: str) -> str:
    """The category's name for shoppers; for one without products, derived from its filter value."""
    row = session.execute(categories().where(CategoryCount.category == category)).one_or_none()
    return (row[1] if row else "") or category_name(category)

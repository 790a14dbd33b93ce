"""GET /api/categories — categories of published products, with the number of products in each."""

from sqlalchemy import func, select

from db.models.catalog import Product
from functions.catalog.rules import category_name
from functions.runtime.adapters.http_operation import http_operation
from functions.runtime.database.unit_of_work import UnitOfWork
from functions.runtime.http.replies import Reply
from functions.runtime.http.requests import Request


class ListCategories(Request):
    pass


class CategoryView(Reply):
    """`category` is the filter value, `name` the text for shoppers."""

    category: str
    name: str
    products: int


class Categories(Reply):
    categories: list[CategoryView]


@http_operation(etag=True)
def list_categories(query: ListCategories, *, shop: UnitOfWork) -> Categories:
    # The product type that most of its products have.
    name = func.mode().within_group(Product.product_type)
    counted = (
        select(Product.category, name, func.count())
        .where(Product.state == "published")
        .group_by(Product.category)
        .order_by(Product.category)
    )
    return Categories(
        categories=[
            CategoryView(category=category, name=name or category_name(category), products=products)
            for category, name, products in shop.session.execute(counted)
        ]
    )

"""GET /api/categories — categories of published products, with the number of products in each."""

from db.models.catalog_readers import CategoryCount
from functions.catalog.rules import category_name
from functions.catalog.store.categories import categories, picture_of_category
from functions.catalog.store.versions import version_of_categories
from functions.runtime.adapters.http_operation import http_operation
from functions.runtime.database.unit_of_work import UnitOfWork
from functions.runtime.http.caching import CATALOG
from functions.runtime.http.replies import Reply
from functions.runtime.http.requests import Request


class ListCategories(Request):
    pass


class CategoryView(Reply):
    """`category` is the filter value, `name` the text for shoppers, `image_url` a picture of one of its products."""

    category: str
    name: str
    products: int
    image_url: str | None


class Categories(Reply):
    categories: list[CategoryView]


@http_operation(etag=lambda session, _query: version_of_categories(session), cache_control=CATALOG, may_be_stale=True)
def list_categories(query: ListCategories, *, shop: UnitOfWork) -> Categories:
    pictured = categories().add_columns(picture_of_category())
    return Categories(
        categories=[
            CategoryView(category=category, name=name or category_name(category), products=products, image_url=image)
            for category, name, products, image in shop.session.execute(pictured.order_by(CategoryCount.category))
        ]
    )

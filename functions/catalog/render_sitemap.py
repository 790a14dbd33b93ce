"""GET /api/sitemap — the addresses of all published products, lists and categories, for search engines
(https://www.sitemaps.org/protocol.html).

Without `part`, the list of its parts. The MD5 of a product's handle decides its part, so that a part costs the same
however many products there are.
"""

from dataclasses import dataclass
from typing import Annotated

from pydantic import Field, model_validator

from functions.catalog.pages import sitemaps
from functions.catalog.store.published import category_values, published_between, published_total
from functions.catalog.store.versions import version_of_categories
from functions.runtime.adapters.http_operation import http_operation
from functions.runtime.database.unit_of_work import UnitOfWork
from functions.runtime.http.caching import public
from functions.runtime.http.replies import Document
from functions.runtime.http.requests import Request
from functions.runtime.settings import settings


@dataclass(frozen=True, slots=True)
class Sitemap(Document):
    media_type: str = "application/xml; charset=utf-8"


class RenderSitemap(Request):
    """`part` counts from 0, and there are `of` parts, a power of two."""

    part: Annotated[int, Field(ge=0)] | None = None
    of: Annotated[int, Field(ge=1, le=sitemaps.PARTS_MAX)] = 1

    @model_validator(mode="after")
    def _is_one_of_them(self) -> "RenderSitemap":
        if sitemaps.PARTS_MAX % self.of or (self.part or 0) >= self.of:
            raise ValueError("there is no such part")
        return self


# Search engines come again in days.
@http_operation(
    etag=lambda session, _query: version_of_categories(session),
    cache_control=public(fresh_seconds=3600),
    may_be_stale=True,
)
def render_sitemap(query: RenderSitemap, *, shop: UnitOfWork) -> Sitemap:
    url = settings().shop_url
    if query.part is None:
        return Sitemap(sitemaps.index(url, sitemaps.parts(published_total(shop.session))))
    products = published_between(shop.session, *sitemaps.digests(query.part, query.of), sitemaps.ADDRESSES_MAX)
    pages = [sitemaps.product_address(handle) for handle in products]
    if query.part == 0:
        categories = category_values(shop.session, sitemaps.CATEGORIES_MAX)
        pages = ["/", "/products", *map(sitemaps.category_address, categories), *pages]
    return Sitemap(sitemaps.addresses(url, pages))

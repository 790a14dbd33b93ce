import itertools
import re
from collections.abc import Iterator
from xml.etree import ElementTree

import pytest

from db.models.catalog_readers import CategoryCount
from functions.catalog.pages import sitemaps
from functions.runtime.settings import settings
from tests.support.factories import a_product
from tests.support.operations.shop import Shop

SHOP_URL = "https://shop.example"


@pytest.fixture(autouse=True)
def _address(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv("SHOP_URL", SHOP_URL)
    settings.cache_clear()
    yield
    settings.cache_clear()


def addresses(shop: Shop, **query: str) -> list[str]:
    answer = shop.call("render-sitemap", method="GET", query=query)
    assert (answer.status_code, answer.content_type) == (200, "application/xml; charset=utf-8"), answer.text
    return [found.text or "" for found in ElementTree.fromstring(answer.data).iter() if found.tag.endswith("}loc")]


def in_parts(shop: Shop, of: int) -> list[str]:
    return [found for part in range(of) for found in addresses(shop, part=str(part), of=str(of))]


class TestRenderSitemap:
    def test_lists_its_parts(self, shop: Shop) -> None:
        a_product(shop.session)
        assert addresses(shop) == [f"{SHOP_URL}/sitemaps/0-of-1.xml"]

    def test_has_the_lists_and_the_categories_and_what_is_published(self, shop: Shop) -> None:
        a_product(shop.session, category="tea & mugs")
        a_product(shop.session, "DRAFT-1", state="draft", category="drafts")
        pages = ["/", "/products", "/products?category=tea+%26+mugs", "/products/mug-1"]
        assert addresses(shop, part="0") == [SHOP_URL + page for page in pages]

    def test_has_as_many_parts_as_its_products_need(self, shop: Shop) -> None:
        shop.session.add(CategoryCount(category="mugs", product_type="Mug", products=2500))
        shop.session.commit()
        assert addresses(shop) == [f"{SHOP_URL}/sitemaps/{part}-of-4.xml" for part in range(4)]

    @pytest.mark.parametrize("of", [1, 2, 16, 256])
    def test_has_every_product_in_one_part_however_many_there_are(self, shop: Shop, of: int) -> None:
        for number in range(40):
            a_product(shop.session, f"MUG-{number}")
        found = [address for address in in_parts(shop, of) if "/products/" in address]
        assert sorted(found) == sorted(f"{SHOP_URL}/products/mug-{number}" for number in range(40))

    @pytest.mark.parametrize("query", [{"part": "1"}, {"part": "0", "of": "3"}, {"part": "-1"}, {"of": "8192"}])
    def test_has_no_other_parts(self, shop: Shop, query: dict[str, str]) -> None:
        assert shop.call("render-sitemap", method="GET", query=query).status_code == 422


@pytest.mark.parametrize(
    ("products", "parts"), [(0, 1), (1000, 1), (1001, 2), (30_000, 32), (1_000_000, 1024), (10**8, 4096)]
)
def test_parts_have_some_thousand_products(products: int, parts: int) -> None:
    assert sitemaps.parts(products) == parts


@pytest.mark.parametrize("of", [1, 2, 512, 4096])
def test_the_parts_are_all_digests_and_none_twice(of: int) -> None:
    ranges = [sitemaps.digests(part, of) for part in range(of)]
    assert (ranges[0][0], ranges[-1][1]) == ("000", "g")
    assert all(behind == first for (_, behind), (first, _) in itertools.pairwise(ranges))
    assert all(re.fullmatch("[0-9a-f]{3}", first) for first, _ in ranges)

import json
import re
from html.parser import HTMLParser
from typing import Any

import pytest

from db.models.catalog import Variant
from db.models.inventory import Stock
from functions.runtime.settings import settings
from tests.support.catalog_files import a_file
from tests.support.factories import a_product
from tests.support.operations.imports import SCARF, apply_counts, import_file
from tests.support.operations.shop import Shop

SHOP_URL = "https://shop.example"
UNKIND = """</script><script>alert(1)</script> "'&<!--# include virtual="/staff" -->"""


@pytest.fixture(autouse=True)
def _address(monkeypatch: pytest.MonkeyPatch) -> Any:
    monkeypatch.setenv("SHOP_URL", SHOP_URL)
    settings.cache_clear()
    yield
    settings.cache_clear()


class _Document(HTMLParser):
    """What a browser makes of a document."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.html = html
        self.metas: dict[str, str] = {}
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.comments: list[str] = []
        self._texts: dict[str, list[str]] = {}
        self._open = ""
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        self.tags.append((tag, given))
        self._open = tag
        if tag == "meta":
            self.metas[given.get("name") or given.get("property") or ""] = given.get("content") or ""

    def handle_endtag(self, tag: str) -> None:
        self._open = ""

    def handle_data(self, data: str) -> None:
        self._texts.setdefault(self._open, []).append(data)

    def handle_comment(self, data: str) -> None:
        self.comments.append(data)

    def text(self, tag: str) -> str:
        return "".join(self._texts.get(tag, []))

    def address(self) -> str | None:
        return next(given["href"] for tag, given in self.tags if tag == "link" and given["rel"] == "canonical")

    def data(self) -> Any:
        return json.loads(self.text("script"))


def page(shop: Shop, path: str, **query: str) -> _Document:
    answer = shop.call("render-page", method="GET", query={"path": path, **query})
    assert (answer.status_code, answer.content_type) == (200, "text/html; charset=utf-8"), answer.text
    return _Document(answer.text)


class TestRenderPage:
    def test_says_what_a_product_is_to_search_engines_and_previews(self, shop: Shop) -> None:
        import_file(shop, a_file(*SCARF))
        apply_counts(shop)
        shop.session.get_one(Stock, "scarf.sand").on_hand = 0
        shop.session.commit()
        scarf = page(shop, "/products/scarf")
        assert scarf.text("title") == "Scarf · CloudShop"
        assert scarf.address() == f"{SHOP_URL}/products/scarf" == scarf.metas["og:url"]
        assert (scarf.metas["description"], scarf.metas["og:type"]) == ("Scarf · Kiln & Co", "product")
        assert scarf.metas["og:image"] == f"{SHOP_URL}/a.svg"
        about = scarf.data()
        assert (about["@context"], about["@type"]) == ("https://schema.org", "Product")
        assert about["brand"] == {"@type": "Brand", "name": "Kiln & Co"}
        offers = [(each["sku"], each["price"], each["priceCurrency"]) for each in about["offers"]]
        assert offers == [("scarf.moss", "34.50", "EUR"), ("scarf.sand", "29.00", "EUR")]
        shown = [each["availability"].rpartition("/")[2] for each in about["offers"]]
        assert shown == ["InStock", "OutOfStock"]

    def test_shows_the_product_to_whoever_has_no_javascript(self, shop: Shop) -> None:
        a_product(shop.session)
        mug = page(shop, "/products/mug-1", language="fr")
        assert ("html", {"lang": "fr"}) in mug.tags
        assert mug.text("h1")
        assert "€" in mug.text("p")
        assert "activez JavaScript" in mug.text("p")

    def test_writes_texts_and_prices_of_a_german_page_as_germans_do(self, shop: Shop) -> None:
        a_product(shop.session, price_minor=1_234_56)
        products = page(shop, "/products", language="de")
        assert products.text("title") == "Alle Produkte · CloudShop"
        assert [found.data()["inLanguage"] for found in (products, page(shop, "/", language="de"))] == ["de", "de"]
        mug = page(shop, "/products/mug-1", language="de")
        assert ("html", {"lang": "de"}) in mug.tags
        assert "1.234,56\u00a0€" in mug.text("p")
        assert "schalten Sie bitte JavaScript ein" in mug.text("p")

    @pytest.mark.parametrize(
        ("offered", "asked", "otherwise", "shown"),
        [
            ("fr,en", "", "", "fr"),
            ("fr,en", "en", "fr", "en"),
            ("en,fr", "de", "fr", "fr"),
            ("en", "fr", "de", "en"),
            ("fr", "en", "", "fr"),
        ],
    )
    def test_is_in_a_language_that_the_shop_offers(
        self, shop: Shop, monkeypatch: pytest.MonkeyPatch, offered: str, asked: str, otherwise: str, shown: str
    ) -> None:
        monkeypatch.setenv("SHOP_LANGUAGES", offered)
        settings.cache_clear()
        found = page(shop, "/products", language=asked, otherwise=otherwise)
        settings.cache_clear()
        assert ("html", {"lang": shown}) in found.tags

    def test_gives_the_number_of_a_barcode_and_no_other_text(self, shop: Shop) -> None:
        for sku, barcode in (("A", "4006381333931"), ("B", "none yet")):
            a_product(shop.session, sku)
            shop.session.get_one(Variant, sku).barcode = barcode
        shop.session.commit()
        assert page(shop, "/products/a").data()["offers"][0]["gtin"] == "4006381333931"
        assert "gtin" not in page(shop, "/products/b").data()["offers"][0]

    def test_is_never_more_than_text_whatever_a_merchant_writes(self, shop: Shop) -> None:
        product = a_product(shop.session)
        product.title, product.description, product.vendor = UNKIND, UNKIND, UNKIND
        shop.session.commit()
        mug = page(shop, "/products/mug-1")
        assert [tag for tag, _ in mug.tags].count("script") == 1
        assert mug.html.count("<!--#") == 1, "the include of the build's tags and no other"
        assert mug.data()["name"] == UNKIND
        assert mug.text("title") == f"{UNKIND} · CloudShop"

    @pytest.mark.parametrize("state", ["draft", "archived"])
    def test_has_no_page_for_what_is_not_published(self, shop: Shop, state: str) -> None:
        a_product(shop.session, state=state)
        missing = shop.call("render-page", method="GET", query={"path": "/products/mug-1"})
        assert missing.status_code == 404
        # So it replaces what caches still have of it.
        assert missing.headers["cache-control"].startswith("public, max-age=300, ")

    @pytest.mark.parametrize("path", ["/cart", "/products/a/b", "/products//a", "/products/<b>", "/product"])
    def test_has_none_for_other_paths(self, shop: Shop, path: str) -> None:
        assert shop.call("render-page", method="GET", query={"path": path}).json["type"].endswith("page-unknown")

    def test_lists_the_newest_products_at_one_address_each(self, shop: Shop) -> None:
        a_product(shop.session, category="mugs")
        everything, home = page(shop, "/products/"), page(shop, "/")
        for shown in (everything, home):
            assert ("a", {"href": "/products/mug-1"}) in shown.tags
        assert everything.address() == f"{SHOP_URL}/products"
        assert everything.text("title") == "All products · CloudShop"
        assert (home.address(), home.text("title")) == (f"{SHOP_URL}/", "CloudShop")
        assert home.data()["potentialAction"]["target"].startswith(f"{SHOP_URL}/products?search=")

    def test_names_a_category_and_keeps_an_empty_one_out_of_indexes(self, shop: Shop) -> None:
        a_product(shop.session, category="tea & mugs")
        mugs, none = page(shop, "/products", category="tea & mugs"), page(shop, "/products", category="no-such")
        assert mugs.text("title") == "Mug · CloudShop"
        assert mugs.address() == f"{SHOP_URL}/products?category=tea+%26+mugs"
        assert "robots" not in mugs.metas
        assert none.metas["robots"] == "noindex"

    def test_answers_not_modified_until_a_product_changes(self, shop: Shop) -> None:
        product = a_product(shop.session)
        query = {"path": "/products/mug-1"}
        first = shop.call("render-page", method="GET", query=query)
        known = {"if-none-match": first.headers["etag"]}
        assert shop.call("render-page", method="GET", query=query, headers=known).status_code == 304
        product.title = "Another"
        shop.session.commit()
        assert shop.call("render-page", method="GET", query=query, headers=known).status_code == 200
        assert re.match(r"public, max-age=300, ", first.headers["cache-control"])

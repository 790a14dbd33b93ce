"""Nginx serves the pages that a function renders, and never lets a browser wait for one that starts."""

import time
from collections.abc import Iterator
from datetime import UTC, datetime

import httpx
import pytest

from local.web import rendered_pages
from local.web.headers import SECURITY
from local.web.rendered_pages import ROBOTS, SECURITY_TXT
from tests.support.folders import entered_by_all
from tests.support.waiting import eventually
from tests.support.web.builds import INDEX, TAGS
from tests.support.web.gateway_behind_nginx import AT_ZERO_SECONDS, Gateway, nginx_before
from tests.support.web.nginx import FILES, IMAGE, has_image

PAGE = '<title>{}</title><!--# include virtual="/build-tags.html" -->'
MUG, POT = (f"<title>{title}</title>{TAGS}" for title in ("Mug", "Pot"))
BROWSER = {"sec-fetch-mode": "navigate"}

pytestmark = pytest.mark.skipif(not has_image(), reason=f"no Docker with {IMAGE}")


@pytest.fixture
def gateway() -> Gateway:
    return Gateway(body=PAGE.format("Mug").encode(), media_type="text/html; charset=utf-8")


@pytest.fixture
def shop(gateway: Gateway, tmp_path_factory: pytest.TempPathFactory) -> Iterator[httpx.Client]:
    folder = entered_by_all(tmp_path_factory.mktemp("pages"))
    with nginx_before(gateway, folder) as addresses, httpx.Client(base_url=addresses[FILES], timeout=20) as client:
        yield client


def test_a_page_has_the_tags_of_the_build_and_is_as_locked_as_all(shop: httpx.Client, gateway: Gateway) -> None:
    page = shop.get("/products/mug?variant=2", headers={"accept-language": "fr-CA, fr", "cookie": "secret"})
    assert (page.status_code, page.text) == (200, MUG)
    assert {name: page.headers.get_list(name) for name in SECURITY} == {name: [said] for name, said in SECURITY.items()}
    assert page.headers.get_list("cache-control") == ["no-cache"]
    (asked,) = gateway.asked
    assert asked["path"] == "/api/page?path=/products/mug&category=&language=fr&otherwise="
    assert "secret" not in str(asked)


@pytest.mark.parametrize(
    ("accepted", "language", "otherwise"),
    [
        ("nl, fr;q=0.9, de", "fr", "de"),
        ("EN-ie, fr", "en", "fr"),
        ("de-AT, nl, de, en, fr", "de", "en"),
        ("fr, EN", "fr", "en"),
        ("fr", "fr", ""),
        ("nl", "", ""),
        ("", "", ""),
    ],
)
def test_a_page_is_in_a_language_of_the_browser_of_which_the_first_two_are_named(
    shop: httpx.Client, gateway: Gateway, accepted: str, language: str, otherwise: str
) -> None:
    shop.get("/products/mug", headers={"accept-language": accepted})
    (asked,) = gateway.asked
    assert asked["path"].endswith(f"&category=&language={language}&otherwise={otherwise}")
    assert rendered_pages.languages(accepted) == (language, otherwise)


def test_a_category_is_asked_for_as_it_was_written(shop: httpx.Client, gateway: Gateway) -> None:
    shop.get("/products", params={"category": "tea & mugs"})
    assert gateway.asked[0]["path"] in {
        f"/api/page?path=/products&category=tea{space}%26{space}mugs&language=&otherwise=" for space in ("+", "%20")
    }


@pytest.mark.parametrize(("refused", "status"), [(404, 404), (422, 200), (429, 200), (500, 200), (503, 200)])
def test_a_page_that_cannot_be_had_leaves_the_document(
    shop: httpx.Client, gateway: Gateway, refused: int, status: int
) -> None:
    gateway.status = refused
    page = shop.get("/products/mug")
    assert (page.status_code, page.text, page.headers["cache-control"]) == (status, INDEX, "no-cache")


def test_a_browser_gets_the_document_at_once_and_the_next_one_gets_the_page(
    shop: httpx.Client, gateway: Gateway
) -> None:
    gateway.delay_seconds = 2.0
    first = shop.get("/products/mug", headers=BROWSER)
    assert (first.status_code, first.text) == (200, INDEX)
    eventually(lambda: shop.get("/products/mug", headers=BROWSER).text == MUG, seconds=20, what="the page is kept")
    assert len(gateway.asked) == 1


def test_who_is_no_browser_waits_for_the_page(shop: httpx.Client, gateway: Gateway) -> None:
    gateway.delay_seconds = 1.0
    assert shop.get("/products/mug").text == MUG


def test_an_old_page_is_shown_while_the_new_one_comes(shop: httpx.Client, gateway: Gateway) -> None:
    assert shop.get("/products/mug").text == MUG
    gateway.body, gateway.delay_seconds = PAGE.format("Pot").encode(), 1.0
    time.sleep(AT_ZERO_SECONDS)
    assert shop.get("/products/mug").text == MUG
    eventually(lambda: shop.get("/products/mug").text == POT, seconds=20, what="the new page comes")


def test_a_page_is_compressed_as_it_is_sent(shop: httpx.Client, gateway: Gateway) -> None:
    gateway.body = PAGE.format("Mug" * 500).encode()
    page = shop.get("/products/mug", headers={"accept-encoding": "gzip"})
    assert page.headers["content-encoding"] == "gzip"
    assert page.text.endswith(TAGS)


def test_who_has_found_a_weakness_is_told_where_to_report_it(shop: httpx.Client) -> None:
    told = shop.get("/.well-known/security.txt", headers={"host": "shop.example", "x-forwarded-proto": "https"})
    assert told.headers["content-type"] == "text/plain; charset=utf-8"
    assert told.text == SECURITY_TXT.format(shop="https://shop.example", year=datetime.now(UTC).year)


def test_search_engines_are_led_to_the_sitemap_and_its_parts(shop: httpx.Client, gateway: Gateway) -> None:
    gateway.media_type = "application/xml; charset=utf-8"
    robots = shop.get("/robots.txt", headers={"host": "shop.example", "x-forwarded-proto": "https"})
    assert robots.headers["content-type"].startswith("text/plain")
    assert robots.text == ROBOTS.format(shop="https://shop.example")
    sitemap = shop.get("/sitemap.xml")
    assert sitemap.headers["content-type"] == "application/xml; charset=utf-8"
    assert sitemap.content == shop.get("/sitemaps/3-of-16.xml").content == gateway.body
    assert [asked["path"] for asked in gateway.asked] == ["/api/sitemap", "/api/sitemap?part=3&of=16"]


@pytest.mark.parametrize("status", [422, 503])
def test_a_sitemap_that_cannot_be_had_is_no_page(shop: httpx.Client, gateway: Gateway, status: int) -> None:
    gateway.status = status
    assert shop.get("/sitemaps/9-of-3.xml").status_code == status

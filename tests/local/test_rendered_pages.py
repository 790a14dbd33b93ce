"""Pages that a function renders come with the tags of the build, and never keep the web shop from being shown."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from urllib.parse import parse_qs

import httpx
import pytest
from starlette.responses import Response
from starlette.types import Receive, Scope, Send

from local.web.rendered_pages import renderer
from local.web.web_shop import web_shop
from tests.support.web.builds import INDEX, TAGS, a_build, served

PAGE = '<title>Blue mug</title><!--# include virtual="/build-tags.html" -->'


@dataclass
class Gateway:
    """Answers as a test says, and knows what it was asked."""

    status: int = 200
    asked: list[dict[str, str]] = field(default_factory=list)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        query = parse_qs(scope["query_string"].decode(), keep_blank_values=True)
        self.asked.append({"at": scope["path"], "client": scope["client"][0], **{k: v[0] for k, v in query.items()}})
        await Response(PAGE, self.status, media_type="text/html")(scope, receive, send)


@pytest.fixture
def gateway() -> Gateway:
    return Gateway()


@pytest.fixture
def browser(gateway: Gateway, tmp_path: Path) -> Iterator[httpx.Client]:
    dist = a_build(tmp_path)
    with served(web_shop(dist, dist, renderer(gateway, dist))) as browser:
        yield browser


def test_have_the_tags_of_the_build(browser: httpx.Client, gateway: Gateway) -> None:
    page = browser.get("/products/blue-mug?variant=1", headers={"accept-language": "fr-CA,fr;q=0.9,en;q=0.8"})
    assert (page.status_code, page.text) == (200, f"<title>Blue mug</title>{TAGS}")
    assert page.headers["content-security-policy"].startswith("default-src 'none'; script-src 'self'")
    assert page.headers["cache-control"] == "no-cache"
    (asked,) = gateway.asked
    assert asked == {
        "at": "/api/page",
        "client": "127.0.0.1",
        "path": "/products/blue-mug",
        "category": "",
        "language": "fr",
        "otherwise": "en",
    }


def test_are_of_the_category_that_is_asked_for(browser: httpx.Client, gateway: Gateway) -> None:
    browser.get("/products", params={"category": "tea & mugs", "sort": "price"})
    assert (gateway.asked[0]["category"], gateway.asked[0]["language"]) == ("tea & mugs", "")


@pytest.mark.parametrize(("refused", "status"), [(404, 404), (422, 200), (429, 200), (503, 200), (504, 200)])
def test_that_cannot_be_had_leave_the_document(
    browser: httpx.Client, gateway: Gateway, refused: int, status: int
) -> None:
    gateway.status = refused
    page = browser.get("/products/blue-mug")
    assert (page.status_code, page.text) == (status, INDEX)


def test_are_the_catalogs_alone(browser: httpx.Client, gateway: Gateway) -> None:
    for path in ("/cart", "/orders/CS-1", "/staff", "/assets/index-C3.css", "/nothing"):
        browser.get(path)
    assert gateway.asked == []


@pytest.mark.parametrize(
    ("accepted", "languages"),
    [("", ("", "")), ("fr", ("fr", "")), ("nl, fr;q=0.8, de;q=0.5", ("fr", "de")), ("DE-at,de,FR", ("de", "fr"))],
)
def test_are_in_the_language_that_the_web_shop_will_have(
    browser: httpx.Client, gateway: Gateway, accepted: str, languages: tuple[str, str]
) -> None:
    browser.get("/", headers={"accept-language": accepted})
    assert (gateway.asked[0]["language"], gateway.asked[0]["otherwise"]) == languages


def test_who_has_found_a_weakness_is_told_where_to_report_it(browser: httpx.Client) -> None:
    told = browser.get("/.well-known/security.txt", headers={"host": "shop.example"})
    assert told.headers["content-type"] == "text/plain; charset=utf-8"
    fields = dict(line.split(": ", 1) for line in told.text.splitlines())
    assert fields["Contact"] == "http://shop.example/legal/contact"
    expires = datetime.fromisoformat(fields["Expires"])
    # RFC 9116 recommends less than a year.
    assert timedelta() < expires - datetime.now(UTC) < timedelta(days=366)


def test_search_engines_are_led_to_the_sitemap_and_its_parts(browser: httpx.Client, gateway: Gateway) -> None:
    robots = browser.get("/robots.txt", headers={"host": "shop.example"})
    assert robots.headers["content-type"].startswith("text/plain")
    assert "Sitemap: http://shop.example/sitemap.xml\n" in robots.text
    assert (browser.get("/sitemap.xml").text, browser.get("/sitemaps/3-of-16.xml").text) == (PAGE, PAGE)
    assert [(asked["at"], asked.get("part"), asked.get("of")) for asked in gateway.asked] == [
        ("/api/sitemap", None, None), ("/api/sitemap", "3", "16")
    ]  # fmt: skip

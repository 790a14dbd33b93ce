"""The web shop's files: the right ones, with what makes them fast and safe, and never any others."""

import os
import re
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from local.host.operations import ROOT
from local.web.web_shop import DIST, web_shop
from tests.support.web.builds import INDEX, SCRIPT, a_build, served

ROUTES = ROOT / "frontend" / "src" / "app" / "routes.ts"


@pytest.fixture
def dist(tmp_path: Path) -> Path:
    return a_build(tmp_path)


@pytest.fixture
def browser(dist: Path) -> Iterator[httpx.Client]:
    pictures = dist.parent / "pictures"
    pictures.mkdir()
    (pictures / "mug.svg").write_text("<svg/>")
    with served(web_shop(dist, pictures)) as browser:
        yield browser


class TestPages:
    @pytest.mark.parametrize(
        "path", ["/", "/cart", "/cart/", "/products/blue-mug", "/orders/CS-1", "/staff/stock/A.B.1", "/?a=b"]
    )
    def test_are_all_the_one_document(self, browser: httpx.Client, path: str) -> None:
        answer = browser.get(path)
        assert (answer.status_code, answer.text) == (200, INDEX)
        assert answer.headers["content-type"] == "text/html; charset=utf-8"
        assert answer.headers["cache-control"] == "no-cache"

    @pytest.mark.parametrize("path", ["/fr/orders/CS-1", "/cart/all", "/products/a/b", "/carts", "/nothing"])
    def test_that_do_not_exist_are_not_found_and_say_so_themselves(self, browser: httpx.Client, path: str) -> None:
        known = browser.get("/").headers["etag"]
        for headers in ({}, {"if-none-match": known}):
            missing = browser.get(path, headers=headers)
            assert (missing.status_code, missing.text) == (404, INDEX)

    def test_are_found_wherever_the_web_shop_has_one(self, browser: httpx.Client) -> None:
        routes = re.findall(r'^  "([^"*]+)": (?:withTexts\(|\(\) => import)', ROUTES.read_text(), re.MULTILINE)
        paths = [re.sub(r":\w+", "terms", path) for path in routes]
        assert len(paths) > 20
        assert [path for path in paths if browser.get(path).status_code != 200] == []

    def test_are_none_for_files_that_are_not_there(self, browser: httpx.Client) -> None:
        for path in ("/assets/index-old.js", "/favicon.ico", "/assets/", "/assets/a/b", "/pictures/none.svg"):
            answer = browser.get(path)
            assert answer.status_code == 404, path
            assert answer.headers["cache-control"] == "no-cache", "it may be there after the next build"

    def test_come_whole_with_what_keeps_a_page_to_itself(self, browser: httpx.Client) -> None:
        for path in ("/", "/cart", "/assets/index-BGk2.js", "/assets/none.js", "/pictures/mug.svg", "/humans.txt"):
            headers = browser.get(path).headers
            policy = headers["content-security-policy"]
            assert policy.startswith("default-src 'none'; script-src 'self'; style-src 'self';")
            assert not {"unsafe-inline", "unsafe-eval", "*"} & set(policy.replace(";", "").replace("'", "").split())
            assert "frame-ancestors 'none'" in policy
            assert headers["x-content-type-options"] == "nosniff"
            assert headers["referrer-policy"] == "same-origin"
            assert headers["cross-origin-opener-policy"] == "same-origin"
            assert "camera=()" in headers["permissions-policy"]

    def test_are_asked_for_with_get_and_head_only(self, browser: httpx.Client) -> None:
        for path in ("/", "/cart", "/assets/index-BGk2.js"):
            refused = browser.post(path)
            assert (refused.status_code, refused.headers["allow"]) == (405, "GET, HEAD")

    def test_say_how_to_build_them_while_there_are_none(self, dist: Path) -> None:
        (dist / "index.html").unlink()
        with served(web_shop(dist, dist)) as browser:
            missing = browser.get("/cart")
            assert missing.status_code == 503
            assert "make run" in missing.text
            (dist / "index.html").write_text(INDEX)
            assert browser.get("/cart").text == INDEX, "a build counts as soon as it is there"


class TestFiles:
    def test_whose_names_change_with_their_content_are_kept_for_good(self, browser: httpx.Client) -> None:
        answer = browser.get("/assets/index-BGk2.js")
        assert answer.text == SCRIPT
        assert answer.headers["content-type"].startswith("text/javascript")
        assert answer.headers["cache-control"] == "public, max-age=31536000, immutable"

    def test_whose_names_stay_are_not(self, browser: httpx.Client) -> None:
        assert browser.get("/humans.txt").headers["cache-control"] == "no-cache"
        picture = browser.get("/pictures/mug.svg")
        assert picture.headers["cache-control"] == "public, max-age=3600"
        assert picture.headers["content-type"] == "image/svg+xml"

    @pytest.mark.parametrize(
        ("accepted", "coding"),
        [
            ("gzip, deflate, br", "br"), ("gzip", "gzip"), ("GZIP;q=0.5", "gzip"), ("br;q=0, gzip", "gzip"),
            ("br;q=0.0,gzip;q=0", None), ("identity", None), ("xbr", None), ("", None),
        ],
    )  # fmt: skip
    def test_come_as_the_build_compressed_them(self, browser: httpx.Client, accepted: str, coding: str | None) -> None:
        with browser.stream("GET", "/assets/index-BGk2.js", headers={"accept-encoding": accepted}) as answer:
            sent = b"".join(answer.iter_raw())
            assert answer.headers.get("content-encoding") == coding
            assert answer.headers["vary"] == "accept-encoding"
            assert answer.headers["content-type"].startswith("text/javascript")
            assert int(answer.headers["content-length"]) == len(sent) < len(SCRIPT) + (coding is None)

    def test_that_are_not_compressed_come_as_they_are(self, browser: httpx.Client) -> None:
        answer = browser.get("/assets/index-C3.css", headers={"accept-encoding": "br, gzip"})
        assert (answer.text, "content-encoding" in answer.headers, "vary" in answer.headers) == ("a{}", False, False)

    @pytest.mark.parametrize("path", ["/", "/cart", "/assets/index-BGk2.js", "/pictures/mug.svg"])
    def test_answer_head_as_get_without_a_body(self, browser: httpx.Client, path: str) -> None:
        get, head = browser.get(path), browser.head(path)
        assert (head.status_code, head.content, head.headers) == (200, b"", get.headers)

    @pytest.mark.parametrize("path", ["/", "/cart", "/assets/index-BGk2.js", "/pictures/mug.svg"])
    @pytest.mark.parametrize("coding", ["identity", "gzip"])
    def test_are_not_sent_again_to_who_has_them(self, browser: httpx.Client, path: str, coding: str) -> None:
        first = browser.get(path, headers={"accept-encoding": coding})
        again = browser.get(path, headers={"accept-encoding": coding, "if-none-match": first.headers["etag"]})
        assert (again.status_code, again.content) == (304, b"")
        for name in ("etag", "cache-control", "content-security-policy"):
            assert again.headers[name] == first.headers[name]
        assert browser.get(path, headers={"if-none-match": '"another"'}).status_code == 200

    def test_are_others_compressed_than_not(self, browser: httpx.Client) -> None:
        plain, packed = (
            browser.head("/assets/index-BGk2.js", headers={"accept-encoding": coding}).headers["etag"]
            for coding in ("identity", "gzip")
        )
        assert plain != packed


class TestNothingElse:
    @pytest.mark.parametrize(
        "path",
        [
            "/../package.json", "/assets/../../package.json", "/assets/%2e%2e/%2e%2e/package.json",
            "/%2e%2e/package.json", "/..%2fpackage.json", "/assets/..%2f..%2fpackage.json", "//etc/passwd",
            "/assets/..%5c..%5cpackage.json", "/assets//etc/passwd", "/pictures/../package.json",
            "/pictures/%2e%2e/package.json", "/../dist-of-yesterday/index.html", "/assets/%00", "/package.json",
            "/assets/../../dist-of-yesterday/index.html", "/assets/" + "a" * 300,
        ],
    )  # fmt: skip
    def test_is_ever_served(self, browser: httpx.Client, path: str) -> None:
        # As it stands here: the client would tidy the path up.
        answer = browser.get("/", extensions={"target": path.encode()})
        assert "not for the public" not in answer.text
        assert "root:" not in answer.text
        assert answer.status_code == 404 or answer.text == INDEX

    def test_is_served_by_a_link_that_leads_out(self, browser: httpx.Client, dist: Path) -> None:
        (dist / "assets" / "out.js").symlink_to(dist.parent / "package.json")
        assert browser.get("/assets/out.js").status_code == 404

    def test_is_listed_by_a_folder(self, browser: httpx.Client) -> None:
        assert browser.get("/assets").text == INDEX
        assert browser.get("/assets/").status_code == 404


def test_the_build_is_where_vite_puts_it() -> None:
    assert DIST.parts[-2:] == ("frontend", "dist")
    assert DIST.is_absolute()
    assert os.fspath(DIST.parent.parent) == os.fspath(Path(__file__).parents[2])

"""Production's ingress: HTTPS for the shop's host, and HTTP is sent there."""

from collections.abc import Iterator

import pytest

from tests.support.cluster.https import HOST, SecureIngress, secure_ingress
from tests.support.cluster.shop import ClusterShop
from tests.support.waiting import eventually

STRICT = "max-age=31536000; includeSubDomains"


@pytest.fixture(scope="module")
def ingress(shop: ClusterShop) -> Iterator[SecureIngress]:
    with secure_ingress() as ingress:
        eventually(lambda: ingress.get("http", "/").status_code == 301, seconds=60, what="Traefik has the routes")
        yield ingress


@pytest.mark.timeout(300)
class TestHttps:
    @pytest.mark.parametrize("path", ["/", "/api/products"])
    def test_serves_page_and_api_with_the_shops_certificate(self, ingress: SecureIngress, path: str) -> None:
        answer = ingress.get("https", path)

        assert answer.status_code == 200
        assert answer.headers["strict-transport-security"] == STRICT

    def test_sends_http_to_https(self, ingress: SecureIngress) -> None:
        answer = ingress.get("http", "/products/mug?from=mail")

        assert answer.status_code == 301
        assert answer.headers["location"] == f"https://{HOST}/products/mug?from=mail"

    def test_gives_a_browser_cookies_that_no_subdomain_can_set(self, ingress: SecureIngress, shop: ClusterShop) -> None:
        answer = ingress.request(
            "POST", "https", "/api/sessions", json=shop.logins["shopper"],
            headers={"session-transport": "cookie", "origin": f"https://{HOST}"},
        )  # fmt: skip

        assert answer.status_code == 201, answer.text
        cookies = answer.headers.get_list("set-cookie")
        assert any(cookie.startswith("__Host-cloudshop-access=") for cookie in cookies), cookies
        assert all("; Secure" in cookie and "; HttpOnly" in cookie for cookie in cookies), cookies

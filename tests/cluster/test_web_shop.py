"""The web shop of the cluster: in front of the functions, by the rules of the local run."""

import re

from local.web.headers import headers_of
from ops.shell import SHOP
from tests.support.cluster.shop import ClusterShop

ZONE = "topology.kubernetes.io/zone"


class TestWebShop:
    def test_is_served_beside_the_api(self, shop: ClusterShop) -> None:
        with shop.client() as browser:
            page = browser.get("/cart")
            assert page.headers["content-type"] == "text/html; charset=utf-8"
            assert page.content == browser.get("/checkout").content
            assert browser.post("/").status_code == 405
            assert browser.get("/.well-known/jwks.json").json()["keys"]
            assert browser.get("/.well-known/security.txt").text.startswith("Contact: http")
            assert browser.get("/api/nothing").headers["content-type"] == "application/problem+json"

    def test_says_what_its_pages_are_and_which_do_not_exist(self, shop: ClusterShop) -> None:
        with shop.client() as reader:
            page = reader.get("/products/knitted-mittens")
            assert "<title>Knitted Mittens · CloudShop</title>" in page.text
            assert '<script type="module"' in page.text, "the build's tags are included"
            assert (reader.get("/products/any").status_code, reader.get("/nothing").status_code) == (404, 404)
            assert "/sitemaps/0-of-1.xml</loc>" in reader.get("/sitemap.xml").text

    def test_says_what_the_local_run_says(self, shop: ClusterShop) -> None:
        with shop.client() as browser:
            (script,) = re.findall(r'<script [^>]*src="(/assets/[^"]+)"', browser.get("/").text)
            for path in ("/", "/cart", script, "/assets/none.js", "/pictures/knitted-mittens.svg"):
                answer = browser.get(path)
                assert headers_of(path, answer.status_code).items() <= dict(answer.headers).items(), path
            assert browser.get(script).headers["content-encoding"] == "gzip"

    def test_stands_in_two_zones(self, shop: ClusterShop) -> None:
        pods = shop.core.list_namespaced_pod(
            SHOP, label_selector="app.kubernetes.io/name=web-shop", field_selector="status.phase=Running"
        ).items
        nodes = {node.metadata.name: node.metadata.labels for node in shop.core.list_node().items}
        assert {nodes[pod.spec.node_name][ZONE] for pod in pods} == {"zone-a", "zone-b"}

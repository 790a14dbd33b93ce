"""Which caches may keep the answer of each route, and for how long. None may, of a route that is not listed here."""

import re
from typing import Any

import pytest
import yaml

from codegen.operations import ROOT, operation_modules
from gateway.routing.routes import Route, read_routes

ROUTES = read_routes()
STALE = "stale-while-revalidate=86400, stale-if-error=86400"
PUBLIC = {
    "get-product": f"public, max-age=5, {STALE}",
    "list-categories": f"public, max-age=5, {STALE}",
    "list-countries": f"public, max-age=300, {STALE}",
    "list-products": f"public, max-age=5, {STALE}",
    # A key that was withdrawn must be forgotten in time.
    "publish-keys": "public, max-age=300",
    "render-page": f"public, max-age=300, {STALE}",
    "render-sitemap": f"public, max-age=3600, {STALE}",
    "read-legal-text": f"public, max-age=300, {STALE}",
    # Of the original, while a smaller size is made; that may be kept for a year.
    "read-picture": "public, max-age=5",
    "read-shop-rules": f"public, max-age=300, {STALE}",
}


def declared(route: Route) -> Any:
    return operation_modules()[route.operation].operation()


def test_what_is_listed_are_routes() -> None:
    assert set(PUBLIC) - {route.operation for route in ROUTES} == set()


@pytest.mark.parametrize("route", ROUTES, ids=lambda route: route.operation)
def test_an_answer_may_be_kept_as_it_is_listed(route: Route) -> None:
    assert declared(route).cache_control == PUBLIC.get(route.operation, "private, no-store")


@pytest.mark.parametrize("route", [route for route in ROUTES if route.operation in PUBLIC], ids=lambda r: r.operation)
def test_what_everyone_may_keep_is_read_by_anyone_and_has_an_etag(route: Route) -> None:
    assert (route.method, route.access, bool(declared(route).etag)) == ("GET", "anyone", True)


def test_the_ingress_sends_what_everyone_may_keep_to_the_web_shops_cache() -> None:
    listed = yaml.safe_load_all((ROOT / "knative/platform/ingress/routes.yaml").read_text())
    (match,) = [each["spec"]["routes"][0]["match"] for each in listed if each["metadata"]["name"] == "catalog"]
    (pattern,) = re.findall(r"PathRegexp\(`(.*?)`\)", match)
    kept = {route.operation for route in ROUTES if re.search(pattern, route.path.replace("{handle}", "a-mug"))}
    # Verifiers of tokens ask for the keys rarely, and keep them themselves. Nginx itself asks for pages.
    assert kept == PUBLIC.keys() - {"publish-keys", "render-page", "render-sitemap"}

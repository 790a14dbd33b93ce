"""Numbers the lists and products that visitors look at; the first is looked at most."""

from dataclasses import dataclass
from itertools import product
from typing import Any
from urllib.parse import quote

import httpx

NEWEST = "/api/products?sort=newest&limit=24"
SORTS = ("relevance", "newest", "price", "title", "-price")
PRODUCTS_MAX, PAGE_SIZE = 200, 50


@dataclass(frozen=True, slots=True)
class Catalog:
    categories: tuple[str, ...]
    handles: tuple[str, ...]

    @classmethod
    def read(cls, client: httpx.Client) -> "Catalog":
        """Reads the catalog; raises httpx.HTTPError if the shop does not answer, ValueError if it sells nothing."""
        categories = _json(client, "/api/categories")["categories"]
        handles: list[str] = []
        cursor = ""
        while len(handles) < PRODUCTS_MAX:
            page = _json(client, f"/api/products?limit={PAGE_SIZE}{cursor}")
            handles += [each["handle"] for each in page["products"]]
            if not page.get("next_cursor"):
                break
            cursor = f"&cursor={quote(page['next_cursor'])}"
        if not handles:
            raise ValueError("the shop sells nothing that a visitor could look at")
        return cls(tuple(sorted(each["category"] for each in categories)), tuple(sorted(handles)))

    def filter(self, which: str) -> str:
        """The query string of a list, without its sort order; "" for all products."""
        category, _ = self._list(which)
        return f"category={quote(category)}&" if category else ""

    def list_path(self, which: str) -> str:
        """The API path of a list, as the web shop writes it; "" is the home page's list."""
        if not which:
            return NEWEST
        _, sort = self._list(which)
        return f"/api/products?{self.filter(which)}sort={sort}&limit=24"

    def counts_path(self, which: str) -> str:
        return f"/api/products?{self.filter(which)}counts=true&limit=1"

    def product_path(self, which: str) -> str:
        return f"/api/products/{self.handles[int(which or 0) % len(self.handles)]}"

    def _list(self, which: str) -> tuple[str, str]:
        lists = list(product(SORTS, ("", *self.categories)))
        sort, category = lists[int(which) % len(lists)]
        return category, sort


def _json(client: httpx.Client, path: str) -> dict[str, Any]:
    return dict(client.get(path).raise_for_status().json())

"""Renders sitemaps as XML, and assigns each product to a part."""

from collections.abc import Iterable
from urllib.parse import quote, urlencode

from markupsafe import Markup

# Ten times what a part should have, for a shop that has grown since a search engine has read its parts. The protocol
# allows 50,000.
ADDRESSES_MAX = 10_000
CATEGORIES_MAX = 1000
# Each part is a range of the first three hexadecimal digits of the digest.
PARTS_MAX = 16**3
_PART_SIZE = 1000

_NAMESPACE = "http://www.sitemaps.org/schemas/sitemap/0.9"
_FILE = Markup('<?xml version="1.0" encoding="UTF-8"?>\n<{kind} xmlns="{namespace}">\n{rows}</{kind}>\n')
_PART = Markup("<sitemap><loc>{}/sitemaps/{}-of-{}.xml</loc></sitemap>\n")
_ADDRESS = Markup("<url><loc>{}{}</loc></url>\n")


def parts(products: int) -> int:
    """The number of parts: the smallest power of two with which no part has more than a few thousand products."""
    wanted = -(-products // _PART_SIZE)
    return min(1 << max(wanted - 1, 0).bit_length(), PARTS_MAX)


def digests(part: int, of: int) -> tuple[str, str]:
    """The digests of a part, as a lower bound and an excluded upper one; `g` sorts after every hexadecimal digit."""
    size = PARTS_MAX // of
    behind = (part + 1) * size
    return f"{part * size:03x}", f"{behind:03x}" if behind < PARTS_MAX else "g"


def index(shop_url: str, of: int) -> bytes:
    """The list of the parts."""
    return _file("sitemapindex", (_PART.format(shop_url, part, of) for part in range(of)))


def addresses(shop_url: str, pages: Iterable[str]) -> bytes:
    """One part: the addresses of its pages."""
    return _file("urlset", (_ADDRESS.format(shop_url, page) for page in pages))


def product_address(handle: str) -> str:
    return f"/products/{quote(handle)}"


def category_address(category: str) -> str:
    return f"/products?{urlencode({'category': category})}"


def _file(kind: str, rows: Iterable[Markup]) -> bytes:
    return _FILE.format(kind=kind, namespace=_NAMESPACE, rows=Markup("").join(rows)).encode()

"""Makes the response headers of the web shop, the same as in frontend/nginx.conf."""

import re
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType
from urllib.parse import urlsplit

from functions.payments.providers.stripe_element import SCRIPT_URL
from local.host.operations import ROOT

# What the payment provider's element takes from elsewhere: `scripts`, `connections`, `frames` of the policy. What its
# wallets may do: `payment` and `opener`.
Element = Mapping[str, str]
NO_ELEMENT: Element = MappingProxyType({})
MANIFESTS = ROOT / "frontend" / "manifests"
ELEMENTS, WALLETS = MANIFESTS / "elements", MANIFESTS / "wallets"


def element_of(environ: Mapping[str, str]) -> Element:
    """The element of PAYMENT_PROVIDER and STRIPE_WALLETS; with a STRIPE_SCRIPT_URL of another origin, all comes from
    there.
    """
    known = _values(ELEMENTS / f"{environ.get('PAYMENT_PROVIDER') or 'simulator'}.conf")
    wallets = _values(WALLETS / f"{'none' if environ.get('STRIPE_WALLETS', 'none') == 'none' else 'shown'}.conf")
    script = urlsplit(environ.get("STRIPE_SCRIPT_URL") or SCRIPT_URL)
    if not known or script.geturl() == SCRIPT_URL:
        return {**known, **wallets}
    origin = f"{script.scheme}://{script.netloc}"
    if wallets:
        wallets["payment"] = f'(self "{origin}")'
    return {"scripts": f" {origin}", "connections": f" {origin}", "frames": f" frame-src {origin};", **wallets}


def _values(path: Path) -> dict[str, str]:
    """The values of lines `name value;` in a file of Nginx's, with or without quotes."""
    lines = re.findall(r"""^(\w+) (?:"(.*)"|'(.*)'|(\S+));$""", path.read_text(), re.MULTILINE)
    return {name: "".join(quoted) for name, *quoted in lines}


def content_security_policy(element: Element = NO_ELEMENT) -> str:
    """The policy: no inline scripts or styles, and from other origins only pictures, whose addresses merchants choose,
    and what the payment provider's element needs.
    """
    scripts, connections, frames = (element.get(name, "") for name in ("scripts", "connections", "frames"))
    return (
        f"default-src 'none'; script-src 'self'{scripts}; style-src 'self'; img-src 'self' https:; font-src 'self'; "
        f"connect-src 'self'{connections};{frames} manifest-src 'self'; form-action 'self'; base-uri 'none'; "
        "frame-ancestors 'none'"
    )


def permissions_policy(element: Element = NO_ELEMENT) -> str:
    return f"camera=(), geolocation=(), microphone=(), payment={element.get('payment', '()')}"


SECURITY = {
    "content-security-policy": content_security_policy(),
    "x-content-type-options": "nosniff",
    "referrer-policy": "same-origin",
    "cross-origin-opener-policy": "same-origin",
    "permissions-policy": permissions_policy(),
}
# Files under /assets/ have new names when their content changes; pictures keep their names.
_CACHE_CONTROL = {
    re.compile("/assets/"): "public, max-age=31536000, immutable",
    re.compile("/pictures/"): "public, max-age=3600",
}
_CACHEABLE = {200, 206, 304}


def headers_of(path: str, status: int, element: Element = NO_ELEMENT) -> dict[str, str]:
    """The headers of a response; missing files and files that the next build may change are not cached."""
    found = (value for prefix, value in _CACHE_CONTROL.items() if status in _CACHEABLE and prefix.match(path))
    policy = {
        "content-security-policy": content_security_policy(element),
        "cross-origin-opener-policy": element.get("opener", "same-origin"),
        "permissions-policy": permissions_policy(element),
    }
    return {**SECURITY, **policy, "cache-control": next(found, "no-cache")}

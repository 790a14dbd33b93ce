"""The response headers of the web shop, the same as in frontend/nginx.conf."""

import re

# No inline scripts or styles, and nothing from other origins except pictures, whose addresses merchants choose.
CONTENT_SECURITY_POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self' https:",
        "font-src 'self'",
        "connect-src 'self'",
        "manifest-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
    )
)
SECURITY = {
    "content-security-policy": CONTENT_SECURITY_POLICY,
    "x-content-type-options": "nosniff",
    "referrer-policy": "same-origin",
    "cross-origin-opener-policy": "same-origin",
    "permissions-policy": "camera=(), geolocation=(), microphone=(), payment=()",
}
# Files under /assets/ have new names when their content changes; pictures keep their names.
_CACHE_CONTROL = {
    re.compile("/assets/"): "public, max-age=31536000, immutable",
    re.compile("/pictures/"): "public, max-age=3600",
}
_CACHEABLE = {200, 206, 304}


def headers_of(path: str, status: int) -> dict[str, str]:
    """The headers of a response; missing files and files that the next build may change are not cached."""
    found = (value for prefix, value in _CACHE_CONTROL.items() if status in _CACHEABLE and prefix.match(path))
    return {**SECURITY, "cache-control": next(found, "no-cache")}

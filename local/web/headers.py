"""What answers of the web shop say besides their content: the same as its Nginx (frontend/nginx.conf)."""

import re

# No inline script or style, nothing of other origins but pictures, whose addresses merchants choose.
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
# The names of /assets/ change with the content; pictures are replaced under their name.
_LASTING = {
    re.compile("/assets/"): "public, max-age=31536000, immutable",
    re.compile("/pictures/"): "public, max-age=3600",
}
_GIVEN = {200, 206, 304}


def headers_of(path: str, status: int) -> dict[str, str]:
    """The headers of an answer; what is not there, or may change with the next build, is asked for each time."""
    lasting = (said for prefix, said in _LASTING.items() if status in _GIVEN and prefix.match(path))
    return {**SECURITY, "cache-control": next(lasting, "no-cache")}

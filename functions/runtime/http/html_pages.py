"""Renders replies that are pages for a browser, without scripts."""

import base64
import hashlib
from dataclasses import dataclass

from functions.runtime.http.replies import Document


@dataclass(frozen=True, slots=True)
class HtmlPage(Document):
    """A page; browsers run no scripts in it, and its forms can only post to its own site."""

    media_type: str = "text/html; charset=utf-8"


def html_page(title: str, style: str, body: str) -> HtmlPage:
    """A page whose body is already HTML."""
    content = (
        f'<!doctype html><html lang="en"><meta charset="utf-8"><title>{title}</title>'
        f'<meta name="viewport" content="width=device-width, initial-scale=1"><style>{style}</style>'
        f"<body><main><h1>{title}</h1>{body}</main>"
    )
    styled = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    policy = (
        f"default-src 'none'; style-src 'sha256-{styled}'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    )
    return HtmlPage(content.encode(), headers={"content-security-policy": policy})

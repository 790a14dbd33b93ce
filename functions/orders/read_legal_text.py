"""GET /api/legal-texts/{name} — a legal text of the shop, such as its terms, as written by the merchant.

The texts are settings of the environment (argocd/<environment>/shop/shop.yaml): they change by a reviewed commit.
"""

from functions.orders.legal.texts import LegalText, variable
from functions.runtime.adapters.http_operation import http_operation
from functions.runtime.http.caching import public
from functions.runtime.http.replies import Reply
from functions.runtime.http.requests import Request
from functions.runtime.languages import Language
from functions.runtime.settings import settings


class ReadLegalText(Request):
    name: LegalText
    language: Language = "en"


class LegalTextView(Reply):
    """`text` has empty lines between paragraphs; a paragraph that begins with `# ` is a heading, with `- ` a list."""

    name: LegalText
    language: Language
    text: str


@http_operation(etag=True, cache_control=public(fresh_seconds=300))
def read_legal_text(query: ReadLegalText) -> LegalTextView:
    text = dict(settings().legal_texts).get(variable(query.name, query.language), "")
    return LegalTextView(name=query.name, language=query.language, text=text)

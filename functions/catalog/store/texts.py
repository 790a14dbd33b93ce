"""Converts descriptions between a merchant's HTML, which may never reach a shopper's page, and plain text.

Shoppers see plain text; the original HTML stays in the merchant columns, which are only exported.
"""

import re
from html import escape
from html.parser import HTMLParser

_PARAGRAPHS = frozenset(
    "address article aside blockquote div dl fieldset figure footer form h1 h2 h3 h4 h5 h6".split()  # noqa: SIM905
    + "header hr main nav ol p pre section table ul".split()  # noqa: SIM905
)
_LINES = frozenset(["br", "caption", "dd", "dt", "figcaption", "legend", "option", "tr"])
_BEFORE = {
    **dict.fromkeys(_PARAGRAPHS, "\n\n"),
    **dict.fromkeys(_LINES, "\n"),
    **dict.fromkeys(["td", "th"], " "),
    "li": "\n• ",
}
# Elements whose content is not shown.
_SKIPPED = frozenset(["head", "iframe", "math", "noscript", "object", "script", "style", "svg", "template", "title"])
# The parser takes quadratic time for tags and comments that never end.
_UNCLOSED_MAX = 100
_INVISIBLE = re.compile(r"[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f]")


def normal(text: str) -> str:
    """The text with single spaces, at most one empty line in a row, and no invisible characters."""
    lines = [" ".join(line.split()) for line in _INVISIBLE.sub("", text).split("\n")]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()


def as_text(html: str) -> str:
    """The visible text of the HTML, in normal form; raises ValueError if it cannot be parsed."""
    if _unclosed(html, "<", ">") or _unclosed(html, "<!--", "-->"):
        raise ValueError("has tags or comments that are not closed")
    reader = _Reader()
    try:
        reader.feed(html)
        reader.close()
    except AssertionError:  # raised by html.parser for malformed declarations
        raise ValueError("is not readable HTML") from None
    return normal("".join(reader.pieces))


def _unclosed(html: str, opening: str, closing: str) -> bool:
    return html.count(opening) - html.count(closing) > _UNCLOSED_MAX


def as_html(text: str) -> str:
    """HTML that `as_text` converts back to the same text, if that is in normal form."""
    paragraphs = escape(text, quote=False).split("\n\n") if text else []
    return "\n".join("<p>" + paragraph.replace("\n", "<br>") + "</p>" for paragraph in paragraphs)


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.pieces: list[str] = []
        self._skipping: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002
        if tag in _SKIPPED:
            self._skipping.append(tag)
        elif not self._skipping:
            self.pieces.append(_BEFORE.get(tag, ""))

    def handle_endtag(self, tag: str) -> None:
        if tag in self._skipping:
            del self._skipping[self._skipping.index(tag) :]
        elif tag in _PARAGRAPHS:
            self.pieces.append("\n\n")

    def handle_data(self, data: str) -> None:
        if not self._skipping:
            # A line break in HTML source is a space.
            self.pieces.append(re.sub(r"\s+", " ", data))

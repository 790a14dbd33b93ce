"""Renders a mail as plain text and as HTML, with the same words."""

from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template

from functions.notifications.mail.wording import Words

TEMPLATES = Path(__file__).with_name("templates")


def as_text(words: Words, shop_url: str) -> str:
    parts = [words.greeting, *words.paragraphs]
    if words.table:
        parts.append("\n".join("  " + words.row.format(name=name, value=value) for name, value in words.table))
    if words.path:
        parts.append(f"{shop_url}{words.path}")
    return "\n\n".join(parts) + "\n"


def as_html(words: Words, shop_url: str, shop_name: str) -> str:
    return _template().render(words=words, shop_url=shop_url, shop_name=shop_name)


@cache
def _template() -> Template:
    """The template of the HTML, which escapes every value."""
    loader = FileSystemLoader(TEMPLATES)
    environment = Environment(
        loader=loader, autoescape=True, undefined=StrictUndefined, trim_blocks=True, auto_reload=False
    )
    return environment.get_template("mail.html")

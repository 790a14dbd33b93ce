"""Writes mails in the language of their reader."""

from dataclasses import dataclass

from functions.notifications.mail.content import MailContent
from functions.notifications.mail.writing import writing_in


@dataclass(frozen=True, slots=True)
class Words:
    """A mail in one language; `row` joins the name and value of a table row where there are no columns.

    `action` is the text of its link.
    """

    language: str
    subject: str
    greeting: str
    paragraphs: tuple[str, ...]
    table: tuple[tuple[str, str], ...] = ()
    row: str = "{name}: {value}"
    action: str = ""
    path: str = ""
    link_id: str = ""


def in_words(content: MailContent, offered: tuple[str, ...]) -> Words:
    """The mail in its language, or in the shop's first if it has none or one that is not offered."""
    language = content.language if content.language in offered else offered[0]
    writing = writing_in(language)
    return Words(
        language=language,
        subject=writing.text(f"{content.kind}.{content.subject}", content.values),
        greeting=writing.text("mail.greeting"),
        paragraphs=tuple(writing.text(f"{content.kind}.{name}", content.values) for name in content.paragraphs),
        table=tuple((writing.value(name), writing.value(value)) for name, value in content.table),
        row=writing.texts["mail"]["row"],
        action=writing.text(f"mail.{content.action}"),
        path=content.path,
        link_id=content.link_id,
    )

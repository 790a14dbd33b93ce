"""Puts mails into words, in the language of their reader."""

from dataclasses import dataclass

from functions.notifications.mail.content import MailContent
from functions.notifications.mail.writing import writing_in


@dataclass(frozen=True, slots=True)
class Words:
    """A mail in a language; `row` joins name and value of a row of the table where it has no columns.

    `action` is what its link is for.
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
    """The mail in its language; in the first that the shop offers if it has none, or one that is not offered."""
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

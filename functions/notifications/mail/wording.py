"""Puts letters into words, in the language of their reader."""

from dataclasses import dataclass

from functions.notifications.mail.letter import Letter
from functions.notifications.mail.writing import writing_in


@dataclass(frozen=True, slots=True)
class Words:
    """A letter in a language; `row` joins name and value of a row of the table where it has no columns.

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


def in_words(letter: Letter, offered: tuple[str, ...]) -> Words:
    """The letter in its language; in the first that the shop offers if it has none, or one that is not offered."""
    language = letter.language if letter.language in offered else offered[0]
    writing = writing_in(language)
    return Words(
        language=language,
        subject=writing.text(f"{letter.kind}.{letter.subject}", letter.values),
        greeting=writing.text("letter.greeting"),
        paragraphs=tuple(writing.text(f"{letter.kind}.{name}", letter.values) for name in letter.paragraphs),
        table=tuple((writing.value(name), writing.value(value)) for name, value in letter.table),
        row=writing.texts["letter"]["row"],
        action=writing.text(f"letter.{letter.action}"),
        path=letter.path,
        link_id=letter.link_id,
    )

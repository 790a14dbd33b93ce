"""The content of a mail, before it has a language: names of texts, and the values that fill them in."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime
from typing import Any, TypedDict


class Amount(TypedDict):
    minor: int
    currency: str


class Share(TypedDict):
    basis_points: int


class Moment(TypedDict):
    """A time in UTC, in the form of ISO 8601."""

    at: str


class Names(TypedDict):
    """The names of one thing, by language."""

    names: Mapping[str, str]


class Phrase(TypedDict):
    """A text of texts/, by section and name, such as `reasons.card_declined`."""

    text: str
    values: Mapping[str, "Value"]


# All are JSON, so that a mail is stored as it is. One named `count` chooses among the plural forms of its text.
Value = str | int | Amount | Share | Moment | Names | Phrase


@dataclass(frozen=True, slots=True)
class MailContent:
    """A mail: the names of its subject and paragraphs in the section of its kind, and a table of names and amounts.

    `path` leads into the shop. A link with `link_id` works once; its token is added when the mail is sent, so that it
    is stored nowhere. A mail without a language is written in the shop's.
    `attachment` has the id and the number of an invoice or a credit note, whose PDF is attached when the mail is sent.
    """

    kind: str
    paragraphs: tuple[str, ...]
    values: Mapping[str, Value] = field(default_factory=dict)
    table: tuple[tuple[Value, Value], ...] = ()
    path: str = ""
    link_id: str = ""
    language: str | None = None
    subject: str = "subject"
    # The name of the text that says what the link is for.
    action: str = "view-order"
    attachment: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, stored: Mapping[str, Any]) -> "MailContent":
        """The mail from its JSON form."""
        rows = tuple((name, value) for name, value in stored["table"])
        return cls(**{**stored, "paragraphs": tuple(stored["paragraphs"]), "table": rows})

    def stored(self) -> dict[str, Any]:
        """The mail in its JSON form; the release before knows no attachment, and sends all mails without one."""
        return {name: value for name, value in asdict(self).items() if name != "attachment" or value}


def phrase(text: str, **values: Value) -> Phrase:
    return {"text": text, "values": values}


def share(basis_points: int) -> Share:
    return {"basis_points": basis_points}


def names_of(names: Mapping[str, str]) -> Names:
    return {"names": names}


def amount(minor: int, currency: str) -> Amount:
    return {"minor": minor, "currency": currency}


def moment(at: datetime) -> Moment:
    return {"at": at.astimezone(UTC).isoformat()}


def order_page(number: str) -> str:
    """The path of the order in the shop."""
    return f"/orders/{number}"

"""Writes letters in a language: with the texts of its catalogue, and numbers, amounts and plurals by Babel's rules."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

from babel.core import Locale
from babel.numbers import format_currency, format_decimal, format_percent

from functions.notifications.mail.letter import Letter
from functions.notifications.rules import minor_digits
from functions.runtime.languages import LANGUAGES

CATALOGUES = Path(__file__).with_name("catalogues")


@dataclass(frozen=True, slots=True)
class Words:
    """A letter in a language; `row` joins name and value of a row of the table where it has no columns."""

    language: str
    subject: str
    greeting: str
    paragraphs: tuple[str, ...]
    table: tuple[tuple[str, str], ...] = ()
    row: str = "{name}: {value}"
    path: str = ""
    link_id: str = ""


def in_words(letter: Letter, shop_language: str) -> Words:
    """The letter in its language; in the shop's if it has none, or one that only a newer release knows."""
    language = letter.language if letter.language in LANGUAGES else shop_language
    writing = Writing(language, catalogue(language))
    return Words(
        language=language,
        subject=writing.text(f"{letter.kind}.subject", letter.values),
        greeting=writing.text("letter.greeting"),
        paragraphs=tuple(writing.text(f"{letter.kind}.{name}", letter.values) for name in letter.paragraphs),
        table=tuple((writing.value(name), writing.value(value)) for name, value in letter.table),
        row=writing.texts["letter"]["row"],
        path=letter.path,
        link_id=letter.link_id,
    )


def stored_words(stored: Mapping[str, Any]) -> Words:
    """A mail that the release before has written, in English, and stored."""
    rows = tuple((name, value) for name, value in stored["table"])
    return Words("en", **{**stored, "greeting": "Hello,", "paragraphs": tuple(stored["paragraphs"]), "table": rows})


@cache
def catalogue(language: str) -> Mapping[str, Any]:
    """The texts of the language: sections of texts by name; one that depends on `count` has its plural forms."""
    texts: Mapping[str, Any] = json.loads((CATALOGUES / f"{language}.json").read_text(encoding="utf-8"))
    return texts


@dataclass(frozen=True, slots=True)
class Writing:
    """Writes texts and values in a language."""

    language: str
    texts: Mapping[str, Any]

    @property
    def locale(self) -> str:
        return str(self.texts["locale"])

    def text(self, place: str, values: Mapping[str, Any] | None = None) -> str:
        """The text at `section.name`, filled in with the values."""
        section, name = place.split(".")
        form = self.texts[section][name]
        values = values or {}
        if not isinstance(form, str):
            form = form[Locale.parse(self.locale).plural_form(int(values["count"]))]
        return str(form.format_map({name: self.value(value) for name, value in values.items()}))

    def value(self, value: Any) -> str:
        """One of letter.Value, in words."""
        match value:
            case {"text": str(place), "values": values}:
                return self.text(place, values)
            case {"names": dict(names)}:
                return str(names.get(self.language) or next(iter(names.values())))
            case {"minor": int(minor), "currency": str(currency)}:
                number = Decimal(minor).scaleb(-minor_digits(currency))
                return format_currency(number, currency, locale=self.locale, decimal_quantization=False)
            case {"basis_points": int(basis_points)}:
                share = Decimal(basis_points) / 10_000
                return format_percent(share, locale=self.locale, decimal_quantization=False)
            case int():
                return format_decimal(value, locale=self.locale)
        return str(value)

"""Writes texts and values in a language: numbers, amounts, times and plurals by Babel's rules."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any

from babel.core import Locale
from babel.numbers import format_currency, format_decimal, format_percent

from functions.runtime.currencies import minor_digits
from functions.runtime.texts import texts_in


@dataclass(frozen=True, slots=True)
class Writing:
    """Writes in one language, from its texts by section and name, and its locale for numbers.

    A text that depends on `count` has plural forms.
    """

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
        """One of content.Value, in words."""
        match value:
            case {"text": str(place), "values": values}:
                written = self.text(place, values)
            case {"names": dict(names)}:
                written = names.get(self.language) or next(iter(names.values()))
            case {"minor": int(minor), "currency": str(currency)}:
                number = Decimal(minor).scaleb(-minor_digits(currency))
                written = format_currency(number, currency, locale=self.locale, decimal_quantization=False)
            case {"basis_points": int(basis_points)}:
                share = Decimal(basis_points) / 10_000
                written = format_percent(share, locale=self.locale, decimal_quantization=False)
            case {"at": str(at)}:
                written = self._time(datetime.fromisoformat(at))
            case int():
                written = format_decimal(value, locale=self.locale)
            case _:
                written = value
        return str(written)

    def _time(self, at: datetime) -> str:
        # Imported here: few mails have a time.
        from babel.dates import format_date, format_time

        day, hour = format_date(at, "long", locale=self.locale), format_time(at, "short", locale=self.locale)
        return f"{day}, {hour} UTC"


def writing_in(language: str) -> Writing:
    return Writing(language, texts_in(language, __file__))

"""Words the content of a document: amounts, rates, dates, titles of lines, and why no VAT is charged."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from babel.dates import format_date
from babel.numbers import format_currency, format_percent

from functions.runtime.currencies import minor_digits
from functions.runtime.texts import texts_in


@dataclass(frozen=True, slots=True)
class Wording:
    """Writes in one language, with amounts of one currency."""

    language: str
    currency: str

    def text(self, name: str, **values: str) -> str:
        text: str = texts_in(self.language, __file__)[name]
        return text.format_map(values)

    def amount(self, minor: int) -> str:
        return format_currency(decimal(minor, self.currency), self.currency, locale=self.text("locale"))

    def rate(self, basis_points: int) -> str:
        share = Decimal(basis_points) / 10_000
        return format_percent(share, locale=self.text("locale"), decimal_quantization=False)

    def day(self, iso: str) -> str:
        return format_date(date.fromisoformat(iso), "long", locale=self.text("locale"))

    def title(self, line: Mapping[str, Any]) -> str:
        """The title of a line: a product's title in the order, the shipping method's name, or an amount's kind."""
        match line["kind"]:
            case "shipping":
                name = line["names"].get(self.language, "")
                return f"{self.text('shipping')}: {name}" if name else self.text("shipping")
            case "amount":
                return self.text("refund")
            case _:
                return str(line["title"])

    def untaxed(self, vat_note: str | None) -> str:
        """Why an amount has no VAT."""
        return self.text(vat_note or "untaxed")


def decimal(minor: int, currency: str) -> Decimal:
    return Decimal(minor).scaleb(-minor_digits(currency))

"""Words pages in a language: their sentences, and amounts without Babel, which would double what a page loads."""

from functions.runtime.currencies import decimal
from functions.runtime.languages import Language
from functions.runtime.texts import texts_in


def text(name: str, language: Language, **values: str) -> str:
    sentence: str = texts_in(language, __file__)[name]
    return sentence.format_map(values)


def money(minor: int, currency: str, language: Language) -> str:
    """The amount as the web shop writes it, except for other currencies' signs: €19.99, or 19,99 € in French."""
    whole, point, cents = decimal(minor, currency).partition(".")
    sign = "€" if currency == "EUR" else f"{currency} "
    number = f"{int(whole):,}".replace(",", text("group", language)) + (point and text("decimal", language)) + cents
    return text("amount", language, number=number, sign=sign).strip()

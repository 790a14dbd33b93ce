"""Reads the legal texts of the shop, which the operator writes in each language in shop.yaml."""

from typing import Literal, get_args

from functions.runtime.languages import LANGUAGES, Language
from functions.runtime.settings import LEGAL

LegalText = Literal["terms", "privacy", "imprint", "withdrawal", "shipping", "contact"]
LEGAL_TEXTS: tuple[LegalText, ...] = get_args(LegalText)


def variable(name: LegalText, language: Language) -> str:
    """The environment variable of the text."""
    return f"{LEGAL}{name}_{language}".upper()


# Variable → setting.
LEFT_TO_OPERATOR = {
    variable(name, language): variable(name, language).lower() for name in LEGAL_TEXTS for language in LANGUAGES
}

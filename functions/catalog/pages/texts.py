"""The sentences of the home page and of lists, by language."""

from typing import Literal

from functions.runtime.currencies import decimal

Language = Literal["en", "fr"]

TEXTS = {
    "en": {
        "description": "Well-made things for the home, drawn by hand and delivered across Europe.",
        "products": "All products",
        "products_of": "{category}: things made to last, delivered across Europe.",
        "script": "To order, please switch JavaScript on.",
    },
    "fr": {
        "description": "De beaux objets pour la maison, dessinés à la main et livrés dans toute l’Europe.",
        "products": "Tous les produits",
        "products_of": "{category} : des objets faits pour durer, livrés dans toute l’Europe.",
        "script": "Pour commander, activez JavaScript.",
    },
}


def money(minor: int, currency: str, language: Language) -> str:
    """The amount as the web shop writes it, except for other currencies' signs: €19.99, or 19,99 € in French."""
    whole, point, cents = decimal(minor, currency).partition(".")
    sign = "€" if currency == "EUR" else f"{currency} "
    if language == "fr":
        return f"{int(whole):,}".replace(",", "\u202f") + f"{point and ','}{cents}\u00a0{sign.strip()}"
    return f"{sign}{int(whole):,}{point}{cents}"

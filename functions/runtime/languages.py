"""Lists the languages in which the shop writes to shoppers; without pydantic, so that rules may import it."""

from typing import Literal, get_args

# What another language needs is in CONTRIBUTING.md, Add a language.
Language = Literal["en", "fr", "de"]
LANGUAGES: tuple[Language, ...] = get_args(Language)

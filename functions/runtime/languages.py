"""Lists the languages in which the shop writes to shoppers; without pydantic, so that rules may import it."""

from typing import Literal, get_args

# Each has its texts in functions/notifications/mail/texts, and Babel's data in the image (functions/Dockerfile).
Language = Literal["en", "fr"]
LANGUAGES: tuple[Language, ...] = get_args(Language)

"""A visitor of the web shop: a browser window of some size, and a language."""

import json
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Protocol

from playwright.sync_api import Browser, Locator, Page, ViewportSize, expect

from tests.support.web.words import WORDS

WATCH = Path(__file__).parent / "watch.js"


PHONE: ViewportSize = {"width": 320, "height": 640}


DESKTOP: ViewportSize = {"width": 1280, "height": 800}


LOCALES = {"en": "en-IE", "fr": "fr-FR"}
# Long enough for a busy machine; nothing is ever waited for longer than it takes.
WAIT_MILLISECONDS = 30_000


@dataclass(frozen=True)
class Visitor:
    page: Page
    address: str
    language: str
    errors: list[str] = field(default_factory=list)

    def goes_to(self, path: str) -> None:
        self.page.goto(self.address + path)

    def word(self, key: str) -> str:
        return WORDS[self.language][key]

    def sees(self, key: str) -> None:
        expect(self.page.get_by_text(self.word(key)).first).to_be_visible()

    def button(self, key: str) -> Locator:
        return self.page.get_by_role("button", name=self.word(key))

    def presses(self, key: str) -> None:
        self.button(key).first.click()

    def follows(self, key: str) -> None:
        self.page.get_by_role("link", name=self.word(key)).first.click()

    def types(self, **texts: str) -> None:
        """Into the fields of the page's form, by the keys of their labels."""
        main = self.page.get_by_role("main")
        for key, text in texts.items():
            main.get_by_label(self.word(key.replace("_", "-")), exact=True).first.fill(text)

    def types_address(self, email: str | None = "ada@example.org") -> None:
        if email is not None:
            self.types(email=email)
        self.types(name="Ada Lovelace", street="1 Rue Verte", postal_code="75001", city="Paris")

    def puts_into_cart(self, handle: str) -> None:
        self.goes_to(f"/products/{handle}")
        self.presses("add")
        self.sees("added")

    def arrives_at_order(self) -> str:
        """Waits for the order's page; its number."""
        self.page.wait_for_url("**/orders/CS-*")
        return self.page.url.rpartition("/")[2]

    def pays(self, *, button: str = "pay", card: str = "A card that works", webhook: str = "arrives") -> None:
        """On the order's page and then on the card simulator's, which is in English."""
        self.presses(button)
        self.page.get_by_role("radio", name=card, exact=True).check()
        self.page.get_by_role("radio", name=webhook, exact=True).check()
        self.page.get_by_role("button", name="Pay").click()

    def unwanted(self) -> dict[str, Any]:
        """What moved by itself and what the Content-Security-Policy refused, so far."""
        return dict(json.loads(self.page.evaluate("JSON.stringify(window.observed)")))


@contextmanager
def visiting(
    browser: Browser, address: str, language: str = "en", size: ViewportSize = DESKTOP, **options: Any
) -> Iterator[Visitor]:
    """A window of its own, with no cookies and nothing remembered."""
    context = browser.new_context(locale=LOCALES[language], viewport=size, **options)
    context.set_default_timeout(WAIT_MILLISECONDS)
    context.add_init_script(path=WATCH)
    visitor = Visitor(context.new_page(), address, language)
    visitor.page.on("pageerror", lambda error: visitor.errors.append(str(error)))
    yield visitor
    context.close()
    assert visitor.errors == []


class Visit(Protocol):
    def __call__(
        self, language: str = "en", size: ViewportSize = DESKTOP, **options: object
    ) -> AbstractContextManager[Visitor]: ...

"""A mail in its two forms."""

import re
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from codegen.operations import ROOT
from functions.notifications.mail.confirmation_content import Bought, Costs, order_confirmation
from functions.notifications.mail.rendering import TEMPLATES, as_html, as_text
from functions.notifications.mail.wording import Words, in_words

SHOP_URL, SHOP_NAME = "https://shop.example", "The Shop"
CONTENT = order_confirmation("CS-1", [Bought("A cup", 2, 12_50)], Costs(4_90), 29_90, "EUR")
COLOUR = re.compile(r"#[0-9a-f]{3,6}\b")


class Reader(HTMLParser):
    """What a mail program finds in a page: its tags, the addresses in it, and its text."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.addresses: list[str] = []
        self.names: set[str] = set()
        self.text = ""
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.names |= {name for name, _ in attrs}
        self.addresses += [value or "" for name, value in attrs if name in {"href", "src", "background", "srcset"}]

    def handle_data(self, data: str) -> None:
        self.text += data


def page(words: Words, shop_name: str = SHOP_NAME) -> Reader:
    return Reader(as_html(words, SHOP_URL, shop_name))


@pytest.mark.parametrize("language", ["en", "fr"])
class TestAMail:
    def test_says_the_same_in_text_and_html(self, language: str) -> None:
        words = in_words(CONTENT, (language,))
        text, read = as_text(words, SHOP_URL), page(words)
        for part in (words.greeting, *words.paragraphs, *(cell for row in words.table for cell in row)):
            assert part in text
            assert part in read.text
        assert f"{SHOP_URL}/orders/CS-1" in text
        assert {words.subject, words.action, SHOP_NAME, f"{SHOP_URL}/orders/CS-1"} <= {
            line.strip() for line in read.text.splitlines()
        }

    def test_leads_to_the_shop_alone_and_loads_nothing(self, language: str) -> None:
        content = as_html(in_words(CONTENT, (language,)), SHOP_URL, SHOP_NAME)
        read = Reader(content)
        assert read.addresses == [SHOP_URL, f"{SHOP_URL}/orders/CS-1"]
        assert not {"img", "script", "link", "iframe", "form", "svg", "video"} & set(read.tags)
        assert not re.search(r"url\(|@import|@font-face", content)


class TestThePage:
    @given(st.text(), st.text())
    def test_has_nothing_of_a_text_as_markup(self, title: str, name: str) -> None:
        def of(title: str, name: str) -> Reader:
            words = Words("en", title, title, (title,), ((title, title),), action=title or "x", path=f"/orders/{title}")
            return page(words, name)

        read, plain = of(title, name), of("x", "x")
        assert (read.tags, read.names) == (plain.tags, plain.names)
        assert len(read.addresses) == len(plain.addresses)

    @pytest.mark.parametrize("name", ["<b>Bold</b>", "Tom & Jerry", '" onclick="'])
    def test_shows_every_character(self, name: str) -> None:
        words = Words("en", "Subject", "Hello,", (name,), ((name, "1"),))
        assert page(words).text.count(name) == 2

    def test_of_an_older_mail_has_no_button(self) -> None:
        read = page(Words("en", "Subject", "Hello,", (), path="/orders/CS-1"))
        assert read.addresses == [SHOP_URL]
        assert f"{SHOP_URL}/orders/CS-1" in read.text

    def test_has_the_colours_of_the_web_shop(self) -> None:
        tokens = set(COLOUR.findall((ROOT / "frontend/src/app/styles/tokens.css").read_text()))
        used = set(COLOUR.findall((TEMPLATES / "mail.html").read_text()))
        assert used <= tokens
        assert used

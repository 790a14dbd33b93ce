"""Addresses of mail: what is one, and when two are the same."""

import re
import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter

from functions.runtime.fields import EMAIL_LENGTH_MAX, Email
from functions.runtime.mail_addresses import LOCAL_PART_LENGTH_MAX, canonical_address, comparable_address

CANONICAL = {
    "ada@example.org": "ada@example.org",
    "Ada.Lovelace+shop@EXAMPLE.org": "Ada.Lovelace+shop@example.org",
    "ada@straße.example": "ada@xn--strae-oqa.example",
    "ada@STRASSE.example": "ada@strasse.example",
    "ada@bücher.example": "ada@xn--bcher-kva.example",
    "ada@BÜCHER.example": "ada@xn--bcher-kva.example",
    "ada@bu\u0308cher.example": "ada@xn--bcher-kva.example",
    "ada@XN--bcher-kva.example": "ada@xn--bcher-kva.example",
    "\uff41\uff44\uff41\uff20\uff45\uff58\uff41\uff4d\uff50\uff4c\uff45\uff0e\uff4f\uff52\uff47": "ada@example.org",
    "ada@ex\u200bample.org": "ada@example.org",
    "ada@例え.テスト": "ada@xn--r8jz45g.xn--zckzah",
    # Looks like example.org, and is another domain.
    "ada@ex\u0430mple.org": "ada@xn--exmple-4nf.org",
}
NO_ADDRESSES = [
    "", "ada", "@example.org", "ada@", "ada@localhost", "a@b@example.org", ".ada@example.org", "ada.@example.org",
    "a..da@example.org", '"ada l"@example.org', "ada lovelace@example.org", "ada@[127.0.0.1]", "ada@127.0.0.1",
    "ada@exam_ple.org", "ada@-example.org", "ada@example-.org", "ada@example..org", "ada@example.org.",
    "ada@example.org\n", "ada\r\nBcc: eve@example.org", "ada@xn--a.org", "ada@☃.example", "ädä@example.org",
    "ad\u200ba@example.org", "ada@ex\u202eample.org", "a" * 65 + "@example.org", "ada@" + "a" * 64 + ".org",
    "ada@" + "a." * 125 + "org",
]  # fmt: skip


def email_pattern() -> str:
    """The pattern in the OpenAPI document."""
    return str(TypeAdapter[str](Email).json_schema()["pattern"])


class TestCanonicalAddress:
    @pytest.mark.parametrize(("text", "canonical"), CANONICAL.items())
    def test_is_the_form_that_dns_and_every_mail_server_know(self, text: str, canonical: str) -> None:
        assert canonical_address(text) == canonical

    @pytest.mark.parametrize("text", NO_ADDRESSES)
    def test_refuses_what_no_mail_can_be_sent_to(self, text: str) -> None:
        with pytest.raises(ValueError, match="must"):
            canonical_address(text)

    @given(st.text(max_size=80) | st.emails() | st.builds("a@{}.org".format, st.text(min_size=1, max_size=20)))
    def test_is_ascii_and_its_own_canonical_form(self, text: str) -> None:
        try:
            canonical = canonical_address(text)
        except ValueError:
            return
        assert canonical.isascii()
        assert canonical_address(canonical) == canonical


class TestComparableAddress:
    def test_is_the_canonical_one(self) -> None:
        assert comparable_address("ada@straße.example") == "ada@xn--strae-oqa.example"

    def test_of_what_is_none_is_what_was_typed(self) -> None:
        assert comparable_address("ädä@example.org") == "ädä@example.org"


def test_the_tables_for_other_characters_are_loaded_when_an_address_needs_them() -> None:
    code = (
        "import sys; from functions.runtime.mail_addresses import canonical_address as c;"
        "c('ada@example.org'); assert 'idna' not in sys.modules; c('ada@bücher.example'); assert 'idna' in sys.modules"
    )
    subprocess.run([sys.executable, "-c", code], check=True, timeout=60)


class TestTheDocumentedPattern:
    @given(st.from_regex(email_pattern(), fullmatch=True))
    def test_describes_addresses_that_are_accepted_if_they_are_short(self, text: str) -> None:
        # The end of a pattern also matches before a line end.
        if len(text.partition("@")[0]) <= LOCAL_PART_LENGTH_MAX and "xn--" not in text.lower() and text[-1] != "\n":
            assert canonical_address(text).lower() == text.lower()

    @pytest.mark.parametrize("text", [text for text in NO_ADDRESSES if text.isascii() and "xn--" not in text])
    def test_describes_no_others(self, text: str) -> None:
        is_long = len(text) > EMAIL_LENGTH_MAX or len(text.partition("@")[0]) > LOCAL_PART_LENGTH_MAX
        assert is_long or not re.fullmatch(email_pattern(), text)

"""Names as people see them: two that look the same are the same, and none is invisible."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from functions.runtime.fields import visible_text


class TestVisibleText:
    @pytest.mark.parametrize(
        ("text", "seen"),
        [
            ("", ""), ("Ada Lovelace", "Ada Lovelace"), ("Zoë", "Zoë"), ("Zoe\u0308", "Zoë"),
            ("\uff21\uff44\uff41", "Ada"),
            ("A\u200bd\u00ada\ufeff", "Ada"), ("\u200fAda", "Ada"),
            ("Zoe\u200b\u0308", "Zoë"), ("林\u3164", "林"), ("a\U000e0061", "a"),
        ],
    )  # fmt: skip
    def test_is_normalized_and_has_nothing_that_is_not_shown(self, text: str, seen: str) -> None:
        assert visible_text(text) == seen

    @pytest.mark.parametrize("text", ["\u200b", "\u3164\u2060", "\ufe0f"])
    def test_refuses_a_name_that_cannot_be_seen(self, text: str) -> None:
        with pytest.raises(ValueError, match="can be seen"):
            visible_text(text)

    @pytest.mark.parametrize("character", ["\x00", "\n", "\x7f", "\x85", "\u2028", "\u202e", "\u2066", "\u2069"])
    def test_refuses_control_characters_and_what_turns_text_around(self, character: str) -> None:
        with pytest.raises(ValueError, match="control characters"):
            visible_text(f"Ada{character}Lovelace")

    @given(st.text())
    def test_stays_as_it_is_when_it_is_read_again(self, text: str) -> None:
        try:
            seen = visible_text(text)
        except ValueError:
            return
        assert visible_text(seen) == seen
        assert unicodedata.is_normalized("NFKC", seen)

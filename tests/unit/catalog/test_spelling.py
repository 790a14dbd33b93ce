import pytest
from hypothesis import given
from hypothesis import strategies as st

from functions.catalog.search.spelling import edits


class TestEdits:
    @pytest.mark.parametrize(
        ("first", "second", "number"),
        [("mug", "mug", 0), ("mgu", "mug", 1), ("jaket", "jacket", 1), ("stonwear", "stoneware", 2), ("mug", "", 3)],
    )
    def test_counts_letters_that_are_missing_added_replaced_or_swapped(
        self, first: str, second: str, number: int
    ) -> None:
        assert edits(first, second) == edits(second, first) == number

    @given(st.text(max_size=12), st.text(max_size=12))
    def test_is_none_for_the_same_word_alone_and_never_more_than_all_letters(self, first: str, second: str) -> None:
        assert (edits(first, second) == 0) == (first == second)
        assert abs(len(first) - len(second)) <= edits(first, second) <= max(len(first), len(second))

from decimal import Decimal
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eventing.codes import RejectionCode
from functions.notifications.mail.confirmation_template import Bought, Costs, Discount, IncludedTax, order_confirmation
from functions.notifications.mail.mail_templates import REJECTIONS, Letter, rejection_notice
from functions.notifications.mail.rendering import as_html, as_text
from functions.notifications.rules import amount


class TestAmount:
    @pytest.mark.parametrize(
        ("minor", "currency", "read"),
        [
            (0, "EUR", "0.00 EUR"),
            (5, "EUR", "0.05 EUR"),
            (123450, "EUR", "1234.50 EUR"),
            (-5, "EUR", "-0.05 EUR"),
            (1234, "JPY", "1234 JPY"),
            (1234, "KWD", "1.234 KWD"),
        ],
    )
    def test_is_written_with_the_currencys_digits(self, minor: int, currency: str, read: str) -> None:
        assert amount(minor, currency) == read

    @given(st.integers(min_value=-(10**18), max_value=10**18))
    def test_loses_nothing(self, minor: int) -> None:
        assert int(Decimal(amount(minor, "EUR").removesuffix(" EUR")) * 100) == minor


class TestLetter:
    def test_the_table_adds_up(self) -> None:
        letter = order_confirmation(
            "CS-1", [Bought("Cup", 2, 12_50)], Costs(4_90, [Discount("Summer sale", 2_50)]), 27_40, "EUR"
        )
        assert letter.table == (
            ("2 x Cup", "25.00 EUR"),
            ("Shipping", "4.90 EUR"),
            ("Summer sale", "-2.50 EUR"),
            ("Total", "27.40 EUR"),
        )

    @pytest.mark.parametrize(
        ("taxes", "rows"),
        [
            ([(2550, 4_15), (0, 0)], (("Includes VAT 25.5 %", "4.15 EUR"),)),
            ([(2000, 4_15), (1000, 5)], (("Includes VAT 20 %", "4.15 EUR"), ("Includes VAT 10 %", "0.05 EUR"))),
            ([(0, 0)], (("Without VAT", "0.00 EUR"),)),
        ],
    )
    def test_the_confirmation_shows_the_vat_of_each_rate(
        self, taxes: list[tuple[int, int]], rows: tuple[tuple[str, str], ...]
    ) -> None:
        included = [IncludedTax(rate, tax) for rate, tax in taxes]
        letter = order_confirmation("CS-1", [Bought("Cup", 2, 12_50)], Costs(4_90, taxes=included), 29_90, "EUR")
        assert letter.table[3:] == rows

    @given(st.text(), st.text())
    def test_no_text_becomes_markup(self, name: str, reason: str) -> None:
        letter = Letter("subject", (reason,), ((name, "1"),), "/orders/1")
        page = as_html(letter, "https://shop.example")
        assert page.count("<") == as_html(Letter("subject", ("x",), (("x", "1"),), "/orders/1"), "").count("<")

    def test_every_rejection_has_its_words(self) -> None:
        assert set(REJECTIONS) == set(get_args(RejectionCode))

    def test_a_rejection_of_the_release_before_gives_no_reason(self) -> None:
        assert rejection_notice("CS-1", None).paragraphs[0].endswith("your order CS-1.")

    def test_both_forms_have_the_same_words(self) -> None:
        letter = rejection_notice("CS-1", "out_of_stock", "MUG-1")
        text, page = as_text(letter, "https://shop.example"), as_html(letter, "https://shop.example")
        for paragraph in letter.paragraphs:
            assert paragraph in text
            assert paragraph in page
        assert "https://shop.example/orders/CS-1" in text

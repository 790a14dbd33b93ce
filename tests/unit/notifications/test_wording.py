"""What mails say, in each language."""

import re
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from functions.notifications.mail.confirmation_content import Bought, Costs, Discount, IncludedTax, order_confirmation
from functions.notifications.mail.content import MailContent, Value, amount
from functions.notifications.mail.order_content import rejection_notice
from functions.notifications.mail.wording import in_words
from functions.notifications.mail.writing import Writing, writing_in

SALE = {"en": "Summer sale", "fr": "Soldes d’été"}


def written(value: Value, language: str = "en") -> str:
    """The value with plain spaces."""
    return re.sub("[\u00a0\u202f]", " ", writing_in(language).value(value))


def table(content: MailContent, language: str) -> list[tuple[str, str]]:
    plain = [[re.sub("[\u00a0\u202f]", " ", cell) for cell in row] for row in in_words(content, (language,)).table]
    return [(name, value) for name, value in plain]


class TestAValue:
    @pytest.mark.parametrize(
        ("minor", "currency", "english", "french", "german"),
        [
            (0, "EUR", "€0.00", "0,00 €", "0,00 €"),
            (5, "EUR", "€0.05", "0,05 €", "0,05 €"),
            (123456, "EUR", "€1,234.56", "1 234,56 €", "1.234,56 €"),
            (-5, "EUR", "-€0.05", "-0,05 €", "-0,05 €"),
            (1234, "JPY", "JP¥1,234", "1 234 JPY", "1.234 ¥"),
            (1234, "KWD", "KWD1.234", "1,234 KWD", "1,234 KWD"),
            (1234, "IQD", "IQD1.234", "1,234 IQD", "1,234 IQD"),
        ],
    )
    def test_of_money_is_written_as_its_reader_writes_it(
        self, minor: int, currency: str, english: str, french: str, german: str
    ) -> None:
        value = amount(minor, currency)
        assert (written(value), written(value, "fr"), written(value, "de")) == (english, french, german)

    @given(st.integers(min_value=-(10**18), max_value=10**18))
    def test_of_money_loses_nothing(self, minor: int) -> None:
        assert int(Decimal(re.sub("[€,]", "", written(amount(minor, "EUR")))) * 100) == minor

    @pytest.mark.parametrize(("language", "read"), [("en", "25.5%"), ("fr", "25,5 %"), ("de", "25,5 %")])
    def test_of_a_rate_has_its_tenths(self, language: str, read: str) -> None:
        assert written({"basis_points": 2550}, language) == read

    @pytest.mark.parametrize(
        ("language", "read"), [("en", "Summer sale"), ("fr", "Soldes d’été"), ("de", "Summer sale")]
    )
    def test_with_names_has_that_of_the_language(self, language: str, read: str) -> None:
        assert Writing(language, writing_in("en").texts).value({"names": SALE}) == read


class TestTheWords:
    def test_of_a_confirmation_add_up(self) -> None:
        content = order_confirmation(
            "CS-1", [Bought("Cup", 2, 12_50)], Costs(4_90, [Discount(SALE, 2_50)]), 27_40, "EUR"
        )
        assert table(content, "en") == [
            ("2 × Cup", "€25.00"),
            ("Shipping", "€4.90"),
            ("Summer sale", "-€2.50"),
            ("Total", "€27.40"),
        ]
        assert table(content, "fr") == [
            ("2 × Cup", "25,00 €"),
            ("Livraison", "4,90 €"),
            ("Soldes d’été", "-2,50 €"),
            ("Total", "27,40 €"),
        ]

    @pytest.mark.parametrize(
        ("taxes", "rows"),
        [
            ([(2550, 4_15), (0, 0)], [("Includes VAT 25.5%", "€4.15")]),
            ([(2000, 4_15), (1000, 5)], [("Includes VAT 20%", "€4.15"), ("Includes VAT 10%", "€0.05")]),
            ([(0, 0)], [("Without VAT", "€0.00")]),
        ],
    )
    def test_of_a_confirmation_show_the_vat_of_each_rate(
        self, taxes: list[tuple[int, int]], rows: list[tuple[str, str]]
    ) -> None:
        included = [IncludedTax(rate, tax) for rate, tax in taxes]
        content = order_confirmation("CS-1", [Bought("Cup", 2, 12_50)], Costs(4_90, taxes=included), 29_90, "EUR")
        assert table(content, "en")[3:] == rows

    @pytest.mark.parametrize(
        ("language", "words"),
        [("en", "Reverse charge"), ("fr", "Autoliquidation"), ("de", "Steuerschuldnerschaft des Leistungsempfängers")],
    )
    def test_of_a_confirmation_name_who_owes_the_vat_instead(self, language: str, words: str) -> None:
        costs = Costs(4_08, taxes=[IncludedTax(0, 0)], reverse_charged_to="DE136695976")
        written = in_words(order_confirmation("CS-1", [Bought("Cup", 1, 20_00)], costs, 24_08, "EUR"), (language,))
        assert written.paragraphs[-1].startswith(words)
        assert "DE136695976" in written.paragraphs[-1]

    @pytest.mark.parametrize(
        ("available", "language", "reason"),
        [
            (0, "en", "“Cup” is out of stock"),
            (1, "en", "only 1 of “Cup” is left"),
            (3, "en", "only 3 of “Cup” are left"),
            (1, "fr", "il ne reste que 1 exemplaire de «\u00a0Cup\u00a0»"),
            (3, "fr", "il ne reste que 3 exemplaires de «\u00a0Cup\u00a0»"),
            (1, "de", "von „Cup“ ist nur noch 1 Stück da"),
            (3, "de", "von „Cup“ sind nur noch 3 Stück da"),
        ],
    )
    def test_of_a_rejection_say_how_many_there_are(self, available: int, language: str, reason: str) -> None:
        content = rejection_notice("CS-1", "out_of_stock", "Cup", available)
        assert reason in in_words(content, (language,)).paragraphs[1]

    def test_of_a_rejection_of_the_release_before_give_no_reason(self) -> None:
        assert len(in_words(rejection_notice("CS-1", None), ("en",)).paragraphs) == 2

    @pytest.mark.parametrize(
        ("language", "offered", "greeting"),
        [
            *(("fr", ("en", "fr"), "Bonjour,"), (None, ("fr", "en"), "Bonjour,"), (None, ("en",), "Hello,")),
            *(("eo", ("fr",), "Bonjour,"), ("fr", ("en",), "Hello,")),
        ],
    )
    def test_are_in_the_readers_language_if_the_shop_offers_it_else_in_its_first(
        self, language: str | None, offered: tuple[str, ...], greeting: str
    ) -> None:
        assert (
            in_words(MailContent("refund-notice", (), {"amount": 1, "number": ""}, language=language), offered).greeting
            == greeting
        )

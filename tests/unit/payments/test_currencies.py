"""How many digits the amounts of a currency have."""

import pytest
from babel.numbers import get_territory_currencies

from functions.runtime.currencies import decimal, minor_digits


@pytest.mark.parametrize(
    ("minor", "currency", "written"),
    [
        *((1999, "EUR", "19.99"), (5, "EUR", "0.05"), (0, "SEK", "0.00"), (100, "SEK", "1.00")),
        *((1999, "JPY", "1999"), (0, "JPY", "0"), (1999, "BHD", "1.999"), (5, "BHD", "0.005")),
    ],
)
def test_an_amount_is_written_with_the_digits_of_its_currency(minor: int, currency: str, written: str) -> None:
    assert decimal(minor, currency) == written


def test_the_currencies_of_the_countries_that_shops_commonly_sell_in_have_their_digits() -> None:
    digits = {"DE": 2, "SE": 2, "JP": 0, "KR": 0, "IS": 0, "HU": 2, "CL": 0, "KW": 3, "US": 2}
    found = {country: minor_digits(get_territory_currencies(country)[-1]) for country in digits}
    assert found == digits

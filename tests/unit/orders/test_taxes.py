"""VAT by its rules alone, over random baskets and splits of refunds."""

from collections.abc import Sequence
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as some

from functions.orders.taxes.rules import (
    TaxedAmount,
    Vat,
    export_price_minor,
    included_minor,
    is_reverse_charged,
    reversed_minor,
    rounded,
    taxed,
    totals_by_rate,
)

rates = some.sampled_from([0, 500, 550, 700, 1900, 2000, 2550, 2700])
amounts = some.builds(taxed, some.integers(0, 10**9), rates)
baskets = some.lists(amounts, min_size=1, max_size=50)


def split(total: int, cuts: Sequence[float]) -> list[int]:
    """The total in as many parts as there are cuts, and one more."""
    places = sorted({0, total, *(int(total * cut) for cut in cuts)})
    return [later - earlier for earlier, later in pairwise(places)]


class TestIncludedTax:
    @pytest.mark.parametrize(
        ("gross", "rate", "tax"),
        [(120_00, 2000, 20_00), (119_00, 1900, 19_00), (10_55, 550, 55), (1, 2000, 0), (3, 2000, 1), (99_99, 0, 0)],
    )
    def test_is_rounded_half_up(self, gross: int, rate: int, tax: int) -> None:
        assert included_minor(gross, rate) == tax

    def test_of_a_half_is_the_next_cent(self) -> None:
        assert [rounded(numerator, 2) for numerator in (1, 3, 5)] == [1, 2, 3]

    @given(some.integers(0, 10**12), rates)
    def test_is_within_half_a_cent_of_the_exact_tax(self, gross: int, rate: int) -> None:
        assert abs(included_minor(gross, rate) * (10_000 + rate) - gross * rate) * 2 <= 10_000 + rate

    @given(some.integers(0, 10**9), rates)
    def test_and_the_price_of_an_export_are_the_gross_price(self, gross: int, rate: int) -> None:
        assert export_price_minor(gross, rate) + included_minor(gross, rate) == gross


FRANCE = {"standard": 2000, "reduced": 1000}


class TestTheVatOfADestination:
    def test_has_a_rate_for_each_class(self) -> None:
        vat = Vat(FRANCE, FRANCE)
        assert [vat.rate_basis_points([each]) for each in ("standard", "reduced", "none")] == [2000, 1000, 0]

    def test_is_the_standard_rate_where_a_class_has_none_of_its_own(self) -> None:
        assert Vat({"standard": 2500}, FRANCE).rate_basis_points(["reduced"]) == 2500

    @given(some.lists(some.sampled_from(["standard", "reduced", "none"]), min_size=1))
    def test_of_shipping_is_never_lower_than_that_of_any_of_its_goods(self, classes: list[str]) -> None:
        vat = Vat(FRANCE, FRANCE)
        assert vat.rate_basis_points(classes) == max(vat.rate_basis_points([each]) for each in classes)

    def test_is_not_charged_to_a_business_that_owes_it_itself(self) -> None:
        vat = Vat({"standard": 1900}, {"standard": 2000}, reverse_charge=True)
        assert (vat.charged_minor(24_00, ["standard"]), vat.rate_basis_points(["standard"])) == (20_00, 0)
        assert (vat.reason(["standard"]), vat.reason(["none"])) == ("reverse_charge", None)

    @pytest.mark.parametrize(
        ("number", "destination", "rates", "reversed_"),
        [
            ("DE", "DE", {"standard": 1900}, True),
            ("ES", "DE", {"standard": 1900}, True),
            (None, "DE", {"standard": 1900}, False),
            ("FR", "DE", {"standard": 1900}, False),
            ("DE", "FR", {"standard": 2000}, False),
            ("DE", "CH", {}, False),
        ],
    )
    def test_is_owed_by_a_business_of_another_member_state_for_what_leaves_the_shops_own(
        self, number: str | None, destination: str, rates: dict[str, int], reversed_: bool
    ) -> None:
        assert is_reverse_charged(number, destination, "FR", rates) is reversed_

    def test_is_in_the_price_of_every_country_that_has_any(self) -> None:
        assert Vat({"standard": 2700}, FRANCE).charged_minor(12_00, ["standard"]) == 12_00

    @pytest.mark.parametrize(("tax_class", "charged"), [("standard", 10_00), ("reduced", 10_91), ("none", 12_00)])
    def test_is_taken_out_of_the_price_of_an_export(self, tax_class: str, charged: int) -> None:
        vat = Vat({}, FRANCE)
        assert (vat.charged_minor(12_00, [tax_class]), vat.rate_basis_points([tax_class])) == (charged, 0)


class TestTotals:
    @given(baskets)
    def test_per_rate_add_up_to_the_lines_and_the_shipping(self, basket: list[TaxedAmount]) -> None:
        totals = totals_by_rate(basket)
        assert sum(each.tax_minor for each in totals) == sum(line.tax_minor for line in basket)
        assert sum(each.net_minor + each.tax_minor for each in totals) == sum(line.gross_minor for line in basket)
        assert [each.rate_basis_points for each in totals] == sorted(
            {line.rate_basis_points for line in basket}, reverse=True
        )


class TestRefunds:
    @given(baskets, some.lists(some.floats(0, 1), max_size=8))
    def test_of_everything_leave_no_tax_however_they_are_split(
        self, basket: list[TaxedAmount], cuts: list[float]
    ) -> None:
        total = sum(line.gross_minor for line in basket)
        taxes = [line.tax_minor for line in basket]
        left, before = list(taxes), 0
        for refund in split(total, cuts):
            taken = reversed_minor(taxes, total, before, refund)
            left = [remaining - each for remaining, each in zip(left, taken, strict=True)]
            assert min(left) >= 0
            before += refund
        assert before == total
        assert left == [0] * len(basket) if total else left == taxes

    @given(baskets, some.floats(0, 1), some.floats(0, 1))
    def test_never_take_back_less_when_more_is_refunded(
        self, basket: list[TaxedAmount], one: float, other: float
    ) -> None:
        total = sum(line.gross_minor for line in basket)
        taxes = [line.tax_minor for line in basket]
        small, large = sorted((int(total * one), int(total * other)))
        less, more = (reversed_minor(taxes, total, 0, refund) for refund in (small, large))
        assert all(each <= bigger for each, bigger in zip(less, more, strict=True))

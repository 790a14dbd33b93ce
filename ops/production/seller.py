"""Checks the operator's settings of the seller, whom invoices and credit notes name."""

import re
from typing import Annotated

from pydantic import AfterValidator, BaseModel, BeforeValidator

from ops.production import values

LINE_MAX = 100


def line(text: str) -> str:
    if len(text) > LINE_MAX or not text.isprintable():
        raise ValueError(f"is not one line of at most {LINE_MAX} characters")
    return text


def country(text: str) -> str:
    if not re.fullmatch("[A-Z]{2}", text):
        raise ValueError("is not the code of a country, such as IE")
    return text


def vat_number(text: str) -> str:
    if not re.fullmatch("[A-Z]{2}[0-9A-Z]{2,13}", text):
        raise ValueError("is not a VAT number that begins with its country's letters, such as IE6388047V")
    return text


Set = BeforeValidator(values.is_set)
Line = Annotated[str, Set, AfterValidator(line)]


class SellerSettings(BaseModel):
    seller_name: Line
    seller_street: Line
    seller_postal_code: Line
    seller_city: Line
    seller_country: Annotated[str, Set, AfterValidator(country)]
    seller_vat_number: Annotated[str, Set, AfterValidator(vat_number)]
    # `none` for a seller that is in no register.
    seller_registration: Line

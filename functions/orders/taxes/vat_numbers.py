"""The form of VAT numbers, by the rules of the member state that gives them (python-stdnum).

Only the module of the number's own country is loaded.
"""

from functions.orders.taxes.errors import VatNumberInvalid

# Of the one-stop shop: a seller's registration, which no customer has.
_NO_MEMBER_STATE = {"EU", "IM"}


def checked_vat_number(entered: str) -> str:
    """The number in capitals, without blanks and dots, with its country's letters; raises VatNumberInvalid."""
    from stdnum.eu import vat
    from stdnum.exceptions import ValidationError

    try:
        number = str(vat.validate(entered))
    except ValidationError:
        raise _invalid() from None
    if number[:2] in _NO_MEMBER_STATE:
        raise _invalid()
    # Greece's own letters are not those of its ISO 3166-1 code.
    return f"EL{number[2:]}" if number.startswith("GR") else number


def _invalid() -> VatNumberInvalid:
    problem = "is not a VAT number of a member state of the European Union; it begins with its country's letters"
    advice = "Correct it, or order without it; the price then includes VAT."
    return VatNumberInvalid(f"vat_number: {problem}. {advice}", errors=[{"field": "vat_number", "problem": problem}])

"""Checks the format of VAT numbers by the rules of their member states (python-stdnum).

It loads only the module of the number's own country.
"""

from functions.orders.taxes.errors import ADVICE, VatNumberInvalid

# Numbers of the One-Stop Shop (OSS) belong to sellers, never to customers.
_NO_MEMBER_STATE = {"EU", "IM"}
_PROBLEM = "is not a VAT number of a member state of the European Union; it begins with its country's letters"


def checked_vat_number(entered: str) -> str:
    """The number in capitals, without spaces and dots, with its country's letters; raises VatNumberInvalid."""
    from stdnum.eu import vat
    from stdnum.exceptions import ValidationError

    try:
        number = str(vat.validate(entered))
    except ValidationError:
        raise VatNumberInvalid.field("vat_number", _PROBLEM, ADVICE) from None
    if number[:2] in _NO_MEMBER_STATE:
        raise VatNumberInvalid.field("vat_number", _PROBLEM, ADVICE)
    # Greece's own letters are not those of its ISO 3166-1 code.
    return f"EL{number[2:]}" if number.startswith("GR") else number

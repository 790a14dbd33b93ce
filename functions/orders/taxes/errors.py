"""Errors of VAT numbers."""

from functions.runtime.errors import Conflict, InvalidRequest

ADVICE = "Correct it, or order without it; the price then includes VAT."


class VatNumberInvalid(InvalidRequest):
    """The VAT number does not have the format and check digits of a member state's numbers."""

    slug, title = "vat-number-invalid", "This is no VAT number"


class VatNumberUnknown(InvalidRequest):
    """VIES knows no business with the VAT number."""

    slug, title = "vat-number-unknown", "VIES does not know this VAT number"


class VatCheckUnavailable(Conflict):
    """VIES cannot say now whether the VAT number is valid. The shop works, and does not retry."""

    slug, title = "vat-check-unavailable", "The VAT number cannot be checked now"


class VatCheckMissing(InvalidRequest):
    """The order lacks the `vat_proof` from the quote for its VAT number, or the proof is too old."""

    slug, title = "vat-check-missing", "The VAT number was not checked"

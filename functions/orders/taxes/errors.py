"""Errors of VAT numbers."""

from functions.runtime.errors import Conflict, InvalidRequest

ADVICE = "Correct it, or order without it; the price then includes VAT."


class VatNumberInvalid(InvalidRequest):
    """The VAT number has not the form of one: of a member state, and with the right check digits."""

    slug, title = "vat-number-invalid", "This is no VAT number"


class VatNumberUnknown(InvalidRequest):
    """VIES knows no business with the VAT number."""

    slug, title = "vat-number-unknown", "VIES does not know this VAT number"


class VatCheckUnavailable(Conflict):
    """VIES cannot say now whether the VAT number is valid. No failure of the shop, and not asked again by itself."""

    slug, title = "vat-check-unavailable", "The VAT number cannot be checked now"


class VatCheckMissing(InvalidRequest):
    """The order has no `vat_proof` of its VAT number, as the quote for that number has, or one that is too old."""

    slug, title = "vat-check-missing", "The VAT number was not checked"

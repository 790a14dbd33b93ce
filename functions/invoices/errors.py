"""Errors of invoices."""

from functions.runtime.errors import NotFound


class InvoiceUnknown(NotFound):
    """The invoice does not exist, or belongs to another customer's order."""

    slug, title = "invoice-unknown", "There is no such invoice"

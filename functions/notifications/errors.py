"""Errors of mails."""

from functions.runtime.errors import InvalidRequest, Unavailable


class MailRefused(InvalidRequest):
    """The mail can never be delivered; `code` is the mail server's, if it sent one."""

    slug, title = "mail-refused", "This mail cannot be delivered"


class MailOutcomeUnknown(Unavailable):
    """The mail server may have received the whole mail, but did not say whether it accepts it."""

    slug, title = "mail-outcome-unknown", "Whether this mail was sent is not known"

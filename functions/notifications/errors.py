"""What can go wrong with mails."""

from functions.runtime.errors import InvalidRequest


class MailRefused(InvalidRequest):
    """The mail cannot be delivered, however often it is tried; `code` is the mail server's, where it said one."""

    slug, title = "mail-refused", "This mail cannot be delivered"

"""Errors of mails."""

from functions.runtime.errors import InvalidRequest


class MailRefused(InvalidRequest):
    """The mail can never be delivered; `code` is the mail server's, if it sent one."""

    slug, title = "mail-refused", "This mail cannot be delivered"

"""Sends mails by SMTP, and distinguishes temporary from permanent failures."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING
from uuid import UUID

from db.models.notifications import DueMail
from eventing.times import MAIL_SESSION
from functions.notifications.errors import MailRefused
from functions.notifications.mail.attachments import Draw, drawn
from functions.notifications.mail.content import MailContent
from functions.runtime.errors import ShopError, Unavailable
from functions.runtime.languages import LANGUAGES
from functions.runtime.security.link_tokens import link_token

if TYPE_CHECKING:
    from functions.notifications.mail.wording import Words


@dataclass(frozen=True, slots=True)
class Mailer:
    """Sends mails from `sender`, with links to `shop_url`.

    A mail in a language that is not in `languages` is written in the first of them.
    """

    smtp_url: str
    sender: str
    shop_url: str
    seconds_max: float = MAIL_SESSION.total_seconds()
    languages: tuple[str, ...] = LANGUAGES
    # The base64 keys of one-time links, newest first.
    link_keys: Sequence[str] = ()
    draw: Draw = drawn

    def send(self, mail: DueMail) -> None:
        """Sends the mail; raises Unavailable if a retry may succeed and MailRefused if none can."""
        import smtplib

        from functions.notifications.mail.messages import Envelope, mailbox, message_of
        from functions.notifications.mail.smtp import session

        envelope = Envelope(self.sender, mailbox(mail.recipient), mail.kind, mail.subject, mail.written_at)
        words = self._words(mail)
        try:
            message = message_of(words, envelope, self.shop_url, self._attached(mail))
        except ValueError as refused:
            raise MailRefused("A header of this mail would have a line end in it.") from refused
        address = envelope.recipient.addr_spec
        try:
            with session(self.smtp_url, self.seconds_max) as server:
                server.send_message(message, to_addrs=[address])
        except smtplib.SMTPRecipientsRefused as refused:
            raise _error_for(refused.recipients[address][0]) from refused
        except smtplib.SMTPDataError as refused:
            raise _error_for(refused.smtp_code) from refused
        except smtplib.SMTPNotSupportedError as refused:
            raise MailRefused("The mail server cannot send to an address like this.") from refused
        except (OSError, smtplib.SMTPException) as failure:
            raise _error_for(0) from failure

    def _attached(self, mail: DueMail) -> Mapping[str, bytes]:
        """PDFs by name; no transaction is open while they are drawn."""
        attachment = MailContent.of(mail.content).attachment
        return {f"{attachment['number']}.pdf": self.draw(attachment, self.link_keys)} if attachment else {}

    def _words(self, mail: DueMail) -> "Words":
        """The mail in words; the token of a one-time link follows a #, as browsers send that part to no server."""
        # Imported here: what it needs of Babel is loaded while the mail is claimed already.
        from functions.notifications.mail.wording import in_words

        words = in_words(MailContent.of(mail.content), self.languages)
        if not words.link_id:
            return words
        token = link_token(self.link_keys[0], UUID(words.link_id))
        return replace(words, path=f"{words.path}#{token}", link_id="")


def mailer() -> Mailer:
    """The mailer of the settings."""
    from functions.runtime.settings import settings

    found = settings()
    return Mailer(found.smtp_url, found.mail_from, found.shop_url, languages=found.languages)


def _error_for(code: int) -> ShopError:
    """The error for a reply code: 5xx is permanent, any other temporary (RFC 5321)."""
    if 500 <= code <= 599:
        return MailRefused(f"The mail server refuses this mail for good, with {code}.", code=str(code))
    return Unavailable("The mail server did not take the mail; it is tried again.")

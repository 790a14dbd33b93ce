"""Builds e-mail messages. The email library refuses line breaks in headers, so no text can inject one."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime, parseaddr

from functions.notifications.errors import MailRefused
from functions.notifications.mail.rendering import as_html, as_text
from functions.notifications.mail.wording import Words
from functions.runtime.mail_addresses import ascii_domain


def mailbox(address: str) -> Address:
    """The address with its local part quoted if necessary and its domain as DNS knows it; raises MailRefused.

    Addresses that were stored before the rule for addresses may need both.
    """
    local, _, domain = address.rpartition("@")
    if local and domain and address.isprintable():
        try:
            return Address(username=local, domain=ascii_domain(domain))
        except ValueError:
            pass
    raise MailRefused("This is not an address that mail can be sent to.")


@dataclass(frozen=True, slots=True)
class Envelope:
    """Sender, recipient and time. Mails of one kind and subject get the same Message-ID, so mail clients show one."""

    sender: str
    recipient: Address
    kind: str
    subject: str
    written_at: datetime

    @property
    def shop_name(self) -> str:
        """The sender's name; its domain where it has none."""
        name, address = parseaddr(self.sender)
        return name or address.rpartition("@")[2]

    @property
    def message_id(self) -> str:
        domain = parseaddr(self.sender)[1].rpartition("@")[2]
        name = f"{self.kind}/{self.subject}"
        return f"<{hashlib.sha256(name.encode()).hexdigest()[:40]}@{domain}>"


def message_of(words: Words, envelope: Envelope, shop_url: str, attached: Mapping[str, bytes]) -> EmailMessage:
    """The message, in text and HTML, with PDFs by name; raises ValueError for a line break in a header."""
    # Every mail server accepts seven-bit content.
    message = EmailMessage(policy=SMTP.clone(cte_type="7bit"))
    message["From"] = envelope.sender
    message["To"] = envelope.recipient
    message["Subject"] = words.subject
    message["Date"] = format_datetime(envelope.written_at)
    message["Message-ID"] = envelope.message_id
    # For filters: the subject is in the reader's language.
    message["X-Shop-Mail"] = envelope.kind
    # Suppresses automatic replies (RFC 3834).
    message["Auto-Submitted"] = "auto-generated"
    message.set_content(as_text(words, shop_url))
    message.add_alternative(as_html(words, shop_url, envelope.shop_name), subtype="html")
    for name, content in attached.items():
        message.add_attachment(content, maintype="application", subtype="pdf", filename=name)
    # Set at this point, because the library moves existing Content- headers to the first part.
    message["Content-Language"] = words.language
    return message

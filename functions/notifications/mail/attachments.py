"""Writes the mails that bring invoices and credit notes, and asks for the PDFs that they have attached."""

import json
from collections.abc import Callable, Mapping, Sequence
from uuid import UUID

from eventing.events.invoices import InvoiceIssued
from eventing.times import MAIL_ATTACHMENT
from functions.notifications.mail.content import MailContent, order_page
from functions.notifications.mail.due_mails import store
from functions.runtime.database.unit_of_work import UnitOfWork
from functions.runtime.errors import Unavailable
from functions.runtime.security.link_tokens import link_token

# The PDF of an attachment, which is named as MailContent has it; the keys are those of links.
Draw = Callable[[Mapping[str, str], Sequence[str]], bytes]


def write_of_invoice(shop: UnitOfWork, event: InvoiceIssued) -> None:
    """Stores the mail that brings the document, under the document's id, unless it was sent."""
    store(shop, event.invoice_id, invoice_notice(event), event.recipient, subject=str(event.invoice_id))


def invoice_notice(event: InvoiceIssued) -> MailContent:
    """The mail that has an invoice or a credit note attached."""
    return MailContent(
        "invoice-notice" if event.kind == "invoice" else "credit-note-notice",
        ("attached",),
        {"number": event.number, "document": event.document},
        path=order_page(event.number),
        language=event.language,
        attachment={"id": str(event.invoice_id), "number": event.document},
    )


def drawn(attachment: Mapping[str, str], link_keys: Sequence[str]) -> bytes:
    """The PDF as render-invoice draws it; raises Unavailable if it does not, so that the mail is tried again."""
    # Imported here: few mails have something attached.
    from functions.runtime.network.http_client import post
    from functions.runtime.settings import settings
    from functions.runtime.telemetry.context import current_trace

    url = settings().function_url.format(operation="render-invoice")
    asked = {"number": attachment["number"], "token": link_token(link_keys[0], UUID(attachment["id"]))}
    headers = {"content-type": "application/json", **current_trace().headers()}
    try:
        answer = post(url, json.dumps(asked).encode(), headers, seconds_max=MAIL_ATTACHMENT.total_seconds())
    except OSError as failure:
        raise Unavailable("The function that draws invoices does not answer; the mail is tried again.") from failure
    if answer.status != 200:
        raise Unavailable(f"The invoice was not drawn, but answered with {answer.status}; the mail is tried again.")
    return answer.body

"""The texts of mails say the same in each language, and there is one for everything that a mail needs."""

import re
from typing import Any, get_args
from uuid import uuid4

import pytest
from babel.core import Locale

from db.models.invoices import Kind
from eventing.codes import CancellationCode, RejectionCode
from eventing.events.accounts import AccountMailKind
from eventing.events.invoices import InvoiceIssued
from eventing.events.returns import ArrivedLine
from functions.notifications.mail.account_content import account_content
from functions.notifications.mail.attachments import invoice_notice
from functions.notifications.mail.confirmation_content import Bought, Costs, Discount, IncludedTax, order_confirmation
from functions.notifications.mail.content import MailContent, amount
from functions.notifications.mail.order_content import (
    Step,
    cancellation_notice,
    refund_notice,
    rejection_notice,
)
from functions.notifications.mail.return_content import (
    return_approval,
    return_notice,
    return_receipt,
    return_refusal,
)
from functions.notifications.mail.shipment_content import (
    Tracking,
    address_change,
    release_notice,
    shipping_notice,
    tracking_correction,
)
from functions.notifications.mail.wording import in_words
from functions.notifications.mail.writing import writing_in
from functions.runtime.languages import LANGUAGES
from tests.support.factories import MOMENT

SOLD_OUT: RejectionCode = "out_of_stock"
INVOICES: tuple[tuple[Kind, str], ...] = (("invoice", "INV-2026-000001"), ("credit_note", "CN-2026-000001"))
CONTENTS = (
    *(account_content(kind, uuid4()) for kind in get_args(AccountMailKind)),
    *(rejection_notice("CS-1", code, "Cup") for code in (None, *get_args(RejectionCode))),
    rejection_notice("CS-1", SOLD_OUT, "Cup", 3),
    shipping_notice("CS-1", Tracking("DHL", "JD01")),
    shipping_notice("CS-1", Tracking("DHL", "JD01", "https://dhl.example"), "2 × Cup", is_first=False, has_rest=True),
    tracking_correction("CS-1", Tracking("DHL", "JD01", "https://dhl.example")),
    address_change("CS-1", "Ada, 9 quai de la Gare"),
    release_notice("CS-1", "2 × Cup", amount(1, "EUR"), is_taken=False, by_shopper=True),
    *(release_notice("CS-1", "2 × Cup", amount(1, "EUR"), is_taken=is_taken) for is_taken in (True, False)),
    *(refund_notice("CS-1", 5_00, "EUR", is_voided=is_voided) for is_voided in (True, False)),
    *(
        cancellation_notice(
            "CS-1", code, [Bought("Cup", 2, 12_50)], amount(25_00, "EUR"), is_authorized=is_authorized, at=MOMENT
        )
        for code in get_args(CancellationCode)
        for is_authorized in (True, False)
    ),
    *(return_notice("CS-1", Step(f"return_requested_by_{who}", MOMENT), "too small") for who in ("shop", "shopper")),
    return_notice("CS-1", Step("return_requested_by_shopper", MOMENT), "", "2 × Cup", is_withdrawal=True),
    return_notice("CS-1", Step("return_requested_by_shop", MOMENT), "", "2 × Cup"),
    return_approval("CS-1", "Use the box again"),
    return_refusal("CS-1", "It was worn"),
    *(
        return_receipt(
            "CS-1",
            [ArrivedLine(sku="A", resellable=1, damaged=1, refund_minor=1, lost_value_minor=2, lost_value_reason="b")],
            {},
            4_90,
            (minor, "EUR"),
        )
        for minor in (0, 4_91)
    ),
    *(
        invoice_notice(
            InvoiceIssued(
                invoice_id=uuid4(),
                kind=kind,
                document=document,
                order_id=uuid4(),
                number="CS-1",
                language="en",
                recipient="ada@example.org",
            )
        )
        for kind, document in INVOICES
    ),
    *(
        order_confirmation(
            "CS-1", [Bought("Cup", 2, 12_50)], Costs(4_90, [Discount({"en": "Sale"}, 1)], taxes), 1, "EUR"
        )
        for taxes in ([IncludedTax(2000, 1)], [IncludedTax(0, 0)])
    ),
    order_confirmation(
        "CS-1", [Bought("Cup", 2, 12_50)], Costs(4_90, (), [IncludedTax(0, 0)], "DE136695976"), 1, "EUR"
    ),
)


def texts(language: str) -> dict[str, Any]:
    """Every text by section and name."""
    sections = {name: section for name, section in writing_in(language).texts.items() if isinstance(section, dict)}
    return {f"{section}.{name}": text for section, named in sections.items() for name, text in named.items()}


@pytest.mark.parametrize("language", LANGUAGES)
class TestTextsOfMails:
    def test_has_the_plural_forms_of_its_language(self, language: str) -> None:
        # Of whole numbers below a million: French has a form of its own for those.
        forms = {Locale.parse(writing_in(language).locale).plural_form(count) for count in range(1000)}
        plurals = {name: set(text) for name, text in texts(language).items() if not isinstance(text, str)}
        assert {name: found for name, found in plurals.items() if not forms <= found} == {}

    @pytest.mark.parametrize("content", CONTENTS, ids=lambda content: content.kind)
    def test_has_words_for_every_mail(self, language: str, content: MailContent) -> None:
        words = in_words(content, (language,))
        assert words.subject
        assert all([words.greeting, *words.paragraphs])


def test_no_text_is_left_that_no_mail_has() -> None:
    used = {f"{content.kind}.{name}" for content in CONTENTS for name in (content.subject, *content.paragraphs)}
    phrases = set(re.findall(r"'text': '([\w.-]+)'", str(CONTENTS)))
    actions = {f"mail.{content.action}" for content in CONTENTS}
    assert set(texts("en")) - used - phrases - actions == {"mail.greeting", "mail.row"}

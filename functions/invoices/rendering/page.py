"""Draws the readable page of an invoice as a PDF with embedded fonts."""

from collections.abc import Iterable
from io import BytesIO

from reportlab.lib.pagesizes import A4
from reportlab.lib.units import mm
from reportlab.platypus import Flowable, Paragraph, SimpleDocTemplate, Spacer, Table, TableStyle

from db.models.invoices import InvoiceDocument
from functions.invoices.rendering.paragraphs import BOLD, LARGE, SMALL, register_fonts, text_of
from functions.invoices.rendering.tables import lines_table, taxes_table
from functions.invoices.rendering.wording import Wording

TOP = TableStyle([("VALIGN", (0, 0), (-1, -1), "TOP")])
_ADDRESS = ("company", "name", "street", "street_2")


def page(document: InvoiceDocument, words: Wording) -> bytes:
    register_fonts()
    output = BytesIO()
    heading = words.text(document.kind, number=document.number)
    template = SimpleDocTemplate(
        output, pagesize=A4, title=heading, author=document.content["seller"].get("name", ""), lang=words.language,
        leftMargin=20 * mm, rightMargin=20 * mm, topMargin=20 * mm, bottomMargin=20 * mm,
    )  # fmt: skip
    width = template.width
    template.build(
        [
            text_of(heading, size=LARGE, font=BOLD),
            Spacer(0, 8 * mm),
            Table(
                [[_facts(document, words), _parties(document, words)]],
                colWidths=[width * 0.45, width * 0.55],
                style=TOP,
            ),
            Spacer(0, 8 * mm),
            lines_table(document, words, width),
            Spacer(0, 6 * mm),
            taxes_table(document, words, width),
            Spacer(0, 6 * mm),
            *_closing(document, words),
        ]
    )
    return output.getvalue()


def _facts(document: InvoiceDocument, words: Wording) -> list[Paragraph]:
    content = document.content
    facts = [("issued", words.day(document.issued_at.date().isoformat()))]
    if invoice := content.get("invoice"):
        day = words.day(invoice["issued_on"])
        facts.append(("corrects", words.text("corrects_value", number=invoice["number"], date=day)))
    facts += [("supplied", words.day(content["supplied_on"])), ("order", content["order_number"])]
    return [text_of(f"{words.text(name)}: {value}") for name, value in facts]


def _parties(document: InvoiceDocument, words: Wording) -> list[Flowable]:
    seller, buyer = document.content["seller"], document.buyer
    return [
        text_of(words.text("seller"), size=SMALL, font=BOLD),
        *(text_of(line) for line in _address(seller, words)),
        *([text_of(seller["registration"])] if seller.get("registration") else []),
        Spacer(0, 4 * mm),
        text_of(words.text("buyer"), size=SMALL, font=BOLD),
        *(text_of(line) for line in (_address(buyer, words) if buyer else [words.text("erased")])),
    ]


def _address(party: dict[str, str], words: Wording) -> Iterable[str]:
    yield from (party[field] for field in _ADDRESS if party.get(field))
    yield " ".join(party[field] for field in ("postal_code", "city", "area") if party.get(field))
    yield party.get("country", "")
    if number := party.get("vat_number"):
        yield words.text("vat_number", value=number)


def _closing(document: InvoiceDocument, words: Wording) -> Iterable[Paragraph]:
    if any(each["rate_basis_points"] == 0 for each in document.taxes):
        yield text_of(words.untaxed(document.content["vat_note"]))
    yield text_of(words.text("total_charged" if document.kind == "invoice" else "total_credited"))

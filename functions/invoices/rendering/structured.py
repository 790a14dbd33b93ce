"""Writes the structured part of an invoice: EN 16931 in the syntax of UN/CEFACT CII, as Factur-X embeds it.

Each line has its net amount as the price of its whole quantity, so that nothing is rounded again.
"""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from db.models.invoices import InvoiceDocument
from functions.invoices.rendering.parties import parties
from functions.invoices.rendering.wording import Wording, decimal
from functions.invoices.rendering.xml_tree import Node, as_xml, day

PROFILE = "urn:cen.eu:en16931:2017"
# UNTDID 1001, and UN/ECE recommendation 20 for a piece.
_KINDS = {"invoice": "380", "credit_note": "381"}
_PIECE = "C62"
# Why no VAT is charged, by its category of UNTDID 5305: taxed, exported, reverse charge, and not taxed.
_CATEGORIES = {"export": "G", "reverse_charge": "AE", None: "E"}


def structured(document: InvoiceDocument, words: Wording) -> bytes:
    return as_xml("rsm:CrossIndustryInvoice", _document(document, words))


def _document(document: InvoiceDocument, words: Wording) -> Iterable[Node]:
    content = document.content
    lines = [_line(number, line, content, words) for number, line in enumerate(content["lines"], start=1)]
    supplied = ("ram:OccurrenceDateTime", [day("udt", date.fromisoformat(content["supplied_on"]))])
    yield ("rsm:ExchangedDocumentContext", [("ram:GuidelineSpecifiedDocumentContextParameter", [("ram:ID", PROFILE)])])
    yield (
        "rsm:ExchangedDocument",
        [
            ("ram:ID", document.number),
            ("ram:TypeCode", _KINDS[document.kind]),
            ("ram:IssueDateTime", [day("udt", document.issued_at.date())]),
        ],
    )
    yield (
        "rsm:SupplyChainTradeTransaction",
        [
            *lines,
            ("ram:ApplicableHeaderTradeAgreement", list(parties(document, words))),
            ("ram:ApplicableHeaderTradeDelivery", [("ram:ActualDeliverySupplyChainEvent", [supplied])]),
            ("ram:ApplicableHeaderTradeSettlement", list(_settlement(document, words))),
        ],
    )


def _line(number: int, line: Mapping[str, Any], content: Mapping[str, Any], words: Wording) -> Node:
    net = _amount(line["gross_minor"] - line["tax_minor"], words)
    quantity = str(line["quantity"])
    price = [("ram:ChargeAmount", net), ("ram:BasisQuantity", quantity, {"unitCode": _PIECE})]
    tax = _category(line["rate_basis_points"], content)
    return (
        "ram:IncludedSupplyChainTradeLineItem",
        [
            ("ram:AssociatedDocumentLineDocument", [("ram:LineID", str(number))]),
            ("ram:SpecifiedTradeProduct", [("ram:SellerAssignedID", line["sku"]), ("ram:Name", words.title(line))]),
            ("ram:SpecifiedLineTradeAgreement", [("ram:NetPriceProductTradePrice", price)]),
            ("ram:SpecifiedLineTradeDelivery", [("ram:BilledQuantity", quantity, {"unitCode": _PIECE})]),
            (
                "ram:SpecifiedLineTradeSettlement",
                [
                    ("ram:ApplicableTradeTax", [("ram:TypeCode", "VAT"), *tax]),
                    ("ram:SpecifiedTradeSettlementLineMonetarySummation", [("ram:LineTotalAmount", net)]),
                ],
            ),
        ],
    )


def _settlement(document: InvoiceDocument, words: Wording) -> Iterable[Node]:
    total = _amount(document.total_minor, words)
    tax_minor = sum(each["tax_minor"] for each in document.taxes)
    net = _amount(document.total_minor - tax_minor, words)
    yield ("ram:InvoiceCurrencyCode", document.currency)
    yield from (_tax(each, document.content, words) for each in document.taxes)
    yield (
        "ram:SpecifiedTradeSettlementHeaderMonetarySummation",
        [
            ("ram:LineTotalAmount", net),
            ("ram:TaxBasisTotalAmount", net),
            ("ram:TaxTotalAmount", _amount(tax_minor, words), {"currencyID": document.currency}),
            ("ram:GrandTotalAmount", total),
            ("ram:TotalPrepaidAmount", total),
            ("ram:DuePayableAmount", _amount(0, words)),
        ],
    )
    if invoice := document.content.get("invoice"):
        issued = ("ram:FormattedIssueDateTime", [day("qdt", date.fromisoformat(invoice["issued_on"]))])
        yield ("ram:InvoiceReferencedDocument", [("ram:IssuerAssignedID", invoice["number"]), issued])


def _tax(of_rate: Mapping[str, int], content: Mapping[str, Any], words: Wording) -> Node:
    rate = of_rate["rate_basis_points"]
    return (
        "ram:ApplicableTradeTax",
        [
            ("ram:CalculatedAmount", _amount(of_rate["tax_minor"], words)),
            ("ram:TypeCode", "VAT"),
            ("ram:ExemptionReason", "" if rate else words.untaxed(content["vat_note"])),
            ("ram:BasisAmount", _amount(of_rate["net_minor"], words)),
            *_category(rate, content),
        ],
    )


def _category(basis_points: int, content: Mapping[str, Any]) -> list[Node]:
    code = "S" if basis_points else _CATEGORIES[content["vat_note"]]
    return [("ram:CategoryCode", code), ("ram:RateApplicablePercent", f"{basis_points / 100:.2f}")]


def _amount(minor: int, words: Wording) -> str:
    return str(decimal(minor, words.currency))

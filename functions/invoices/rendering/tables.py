"""Draws the tables of the page: the lines, and the sums by VAT rate."""

from typing import Any

from reportlab.lib.colors import HexColor
from reportlab.platypus import Table, TableStyle

from db.models.invoices import InvoiceDocument
from functions.invoices.rendering.paragraphs import BOLD, SMALL, text_of
from functions.invoices.rendering.wording import Wording

_RULE = HexColor("#999999")


def lines_table(document: InvoiceDocument, words: Wording, width: float) -> Table:
    heads = ("title", "quantity", "price", "discount", "rate", "amount")
    rows = [
        [
            text_of(words.title(line)),
            *(text_of(value, right=True) for value in (
                str(line["quantity"]),
                words.amount(line["unit_price_minor"]),
                words.amount(-line["discount_minor"]) if line["discount_minor"] else "",
                words.rate(line["rate_basis_points"]),
                words.amount(line["gross_minor"]),
            )),
        ]
        for line in document.content["lines"]
    ]  # fmt: skip
    shares = (0.38, 0.11, 0.14, 0.13, 0.09, 0.15)
    return _table(words, heads, rows, [width * share for share in shares])


def taxes_table(document: InvoiceDocument, words: Wording, width: float) -> Table:
    """The table of sums by rate, and of all rates."""
    sums = [(each["rate_basis_points"], each["net_minor"], each["tax_minor"]) for each in document.taxes]
    rows = [[words.rate(rate), *_amounts(words, net, tax)] for rate, net, tax in sums]
    rows.append([words.text("total"), *_amounts(words, sum(each[1] for each in sums), sum(each[2] for each in sums))])
    cells = [[text_of(row[0]), *(text_of(value, right=True) for value in row[1:])] for row in rows]
    return _table(words, ("rate", "net", "tax", "gross"), cells, [width * share for share in (0.4, 0.2, 0.2, 0.2)])


def _amounts(words: Wording, net_minor: int, tax_minor: int) -> list[str]:
    return [words.amount(minor) for minor in (net_minor, tax_minor, net_minor + tax_minor)]


def _table(words: Wording, heads: tuple[str, ...], rows: list[list[Any]], widths: list[float]) -> Table:
    head = [text_of(words.text(name), size=SMALL, font=BOLD, right=place > 0) for place, name in enumerate(heads)]
    lined = TableStyle([("LINEBELOW", (0, 0), (-1, -1), 0.4, _RULE), ("VALIGN", (0, 0), (-1, -1), "TOP")])
    return Table([head, *rows], colWidths=widths, repeatRows=1, style=lined)

"""Builds the content of the mail that confirms an order."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from functions.notifications.mail.content import MailContent, Value, amount, names_of, order_page, phrase, share


@dataclass(frozen=True, slots=True)
class Bought:
    """A line of an order, with its title and price at the time."""

    title: str
    quantity: int
    unit_price_minor: int


@dataclass(frozen=True, slots=True)
class IncludedTax:
    """The VAT of one rate that an order's total includes."""

    rate_basis_points: int
    tax_minor: int


@dataclass(frozen=True, slots=True)
class Discount:
    """What a promotion takes off an order, by its names for shoppers in each language."""

    names: Mapping[str, str]
    discount_minor: int


@dataclass(frozen=True, slots=True)
class Costs:
    """What an order costs besides its lines, and the included VAT, or the VAT number of the business that owes it."""

    shipping_minor: int
    discounts: Sequence[Discount] = ()
    taxes: Sequence[IncludedTax] = ()
    reverse_charged_to: str | None = None


def order_confirmation(
    number: str, lines: Sequence[Bought], costs: Costs, total_minor: int, currency: str
) -> MailContent:
    costing: list[tuple[Value, int]] = [
        (phrase("order-confirmation.shipping"), costs.shipping_minor),
        *((names_of(each.names), -each.discount_minor) for each in costs.discounts),
        (phrase("order-confirmation.total"), total_minor),
        *_taxes(costs.taxes),
    ]
    paragraphs: tuple[str, ...] = ("set-aside", "charged-later")
    values: dict[str, Value] = {"number": number}
    if costs.reverse_charged_to is not None:
        paragraphs, values = (*paragraphs, "reverse-charge"), {**values, "vat_number": costs.reverse_charged_to}
    return MailContent(
        "order-confirmation",
        paragraphs,
        values,
        table=(
            *(row_of(line, currency) for line in lines),
            *((name, amount(minor, currency)) for name, minor in costing),
        ),
        path=order_page(number),
    )


def row_of(line: Bought, currency: str) -> tuple[Value, Value]:
    """The line in the table of a mail."""
    name = phrase("order-confirmation.line", quantity=line.quantity, title=line.title)
    return name, amount(line.quantity * line.unit_price_minor, currency)


def _taxes(taxes: Sequence[IncludedTax]) -> Iterator[tuple[Value, int]]:
    """The VAT by rate; nothing for an order from before VAT was stored."""
    included = [tax for tax in taxes if tax.rate_basis_points > 0]
    if taxes and not included:
        yield phrase("order-confirmation.without-vat"), 0
    for tax in included:
        yield phrase("order-confirmation.includes-vat", rate=share(tax.rate_basis_points)), tax.tax_minor

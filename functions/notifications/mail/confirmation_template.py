"""The template of the mail that confirms an order."""

from collections.abc import Sequence
from dataclasses import dataclass

from functions.notifications.mail.mail_templates import Letter, order_page
from functions.notifications.rules import amount


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
    """What a promotion takes off an order."""

    name: str
    discount_minor: int


@dataclass(frozen=True, slots=True)
class Costs:
    """What an order costs besides its lines, and the VAT that is included."""

    shipping_minor: int
    discounts: Sequence[Discount] = ()
    taxes: Sequence[IncludedTax] = ()


def order_confirmation(number: str, lines: Sequence[Bought], costs: Costs, total_minor: int, currency: str) -> Letter:
    bought = [
        (f"{line.quantity} x {line.title}", amount(line.quantity * line.unit_price_minor, currency)) for line in lines
    ]
    discounts = [(each.name, amount(-each.discount_minor, currency)) for each in costs.discounts]
    return Letter(
        subject=f"Your order {number} is confirmed",
        paragraphs=(
            f"Thank you for your order {number}. Everything is set aside for you, and your payment is authorised.",
            "Your card is charged when we ship the order. We will write to you then.",
        ),
        table=(
            *bought,
            ("Shipping", amount(costs.shipping_minor, currency)),
            *discounts,
            ("Total", amount(total_minor, currency)),
            *_taxes(costs.taxes, currency),
        ),
        path=order_page(number),
    )


def _taxes(taxes: Sequence[IncludedTax], currency: str) -> list[tuple[str, str]]:
    """The VAT by rate; nothing for an order of before VAT was stored."""
    included = [tax for tax in taxes if tax.rate_basis_points > 0]
    if taxes and not included:
        return [("Without VAT", amount(0, currency))]
    return [(f"Includes VAT {tax.rate_basis_points / 100:g} %", amount(tax.tax_minor, currency)) for tax in included]

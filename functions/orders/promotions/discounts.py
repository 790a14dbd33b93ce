"""Rules of discounts: how much promotions take off each line and the shipping, to the cent."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain

from functions.orders.promotions.rules import Promotion
from functions.orders.rules import PricedLine
from functions.orders.taxes.rules import rounded

_WHOLE = 10_000
# Free items are worth their full price, percentages apply to the remaining price, and amounts are deducted last.
_ORDER = ("buy_x_get_y", "percentage", "fixed_amount", "free_shipping")


@dataclass(frozen=True, slots=True)
class Goods:
    """The amounts that promotions reduce; free shipping covers the price of the first method, whichever is chosen."""

    lines: Sequence[PricedLine]
    shipping_minor: int = 0
    standard_shipping_minor: int = 0


@dataclass(frozen=True, slots=True)
class Applied:
    """A promotion, and its discount on the order."""

    promotion: Promotion
    discount_minor: int


@dataclass(frozen=True, slots=True)
class Discounts:
    """The discounts on each line and on the shipping, with the promotions that grant them."""

    lines_minor: tuple[int, ...]
    shipping_minor: int = 0
    applied: tuple[Applied, ...] = ()

    @property
    def total_minor(self) -> int:
        return sum(self.lines_minor) + self.shipping_minor


def best(promotions: Sequence[Promotion], goods: Goods) -> Discounts:
    """The discounts that save the shopper most: of all combinable promotions together, or of another one alone."""
    together = [each for each in promotions if each.combinable]
    choices = [together, *([each] for each in promotions if not each.combinable)]
    return max((discounts(choice, goods) for choice in choices), key=lambda each: each.total_minor)


def discounts(promotions: Sequence[Promotion], goods: Goods) -> Discounts:
    """The discounts of these promotions, each computed on what the previous ones have left."""
    found = Discounts((0,) * len(goods.lines))
    for promotion in sorted(promotions, key=lambda each: (_ORDER.index(each.kind), each.id)):
        found = _added(found, promotion, goods)
    return found


def spread(amount_minor: int, weights: Sequence[int]) -> list[int]:
    """The amount in whole cents in proportion to the weights (at least as large in sum); largest remainders first."""
    total = sum(weights)
    if total == 0:
        return [0] * len(weights)
    shares = [amount_minor * weight // total for weight in weights]
    left = amount_minor - sum(shares)
    by_remainder = sorted(range(len(weights)), key=lambda place: -(amount_minor * weights[place] % total))
    for place in by_remainder[:left]:
        shares[place] += 1
    return shares


def _added(before: Discounts, promotion: Promotion, goods: Goods) -> Discounts:
    lines_minor, shipping_minor = [0] * len(goods.lines), 0
    if promotion.kind == "free_shipping":
        shipping_minor = min(goods.shipping_minor, goods.standard_shipping_minor) - before.shipping_minor
    else:
        lines_minor = _off_lines(promotion, goods.lines, before.lines_minor)
    discount_minor = sum(lines_minor) + shipping_minor
    if discount_minor == 0:
        return before
    return Discounts(
        tuple(one + other for one, other in zip(before.lines_minor, lines_minor, strict=True)),
        before.shipping_minor + shipping_minor,
        (*before.applied, Applied(promotion, discount_minor)),
    )


def _off_lines(promotion: Promotion, lines: Sequence[PricedLine], before_minor: Sequence[int]) -> list[int]:
    """The promotion's discount on each line, which may be reduced already."""
    left = [
        line.total_minor - off_minor if promotion.is_for(line) else 0
        for line, off_minor in zip(lines, before_minor, strict=True)
    ]
    if promotion.kind == "buy_x_get_y":
        return [min(each) for each in zip(left, _free_items(promotion, lines), strict=True)]
    if promotion.kind == "percentage":
        return spread(rounded(sum(left) * (promotion.share_basis_points or 0), _WHOLE), left)
    return spread(min(promotion.amount_minor or 0, sum(left)), left)


def _free_items(promotion: Promotion, lines: Sequence[PricedLine]) -> list[int]:
    """The price of each line's free items, which are the cheapest among the promotion's."""
    free = promotion.free_quantity or 0
    matching = [place for place, line in enumerate(lines) if promotion.is_for(line)]
    items = chain.from_iterable([place] * lines[place].quantity for place in matching)
    cheapest_first = sorted(items, key=lambda place: lines[place].unit_price_minor)
    taken = len(cheapest_first) // ((promotion.buy_quantity or 1) + free) * free
    off = [0] * len(lines)
    for place in cheapest_first[:taken]:
        off[place] += lines[place].unit_price_minor
    return off

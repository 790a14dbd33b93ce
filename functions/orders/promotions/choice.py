"""Chooses the promotions of an order: accepts vouchers, and computes the discounts."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from functions.orders.promotions.discounts import Discounts, Goods, best, discounts
from functions.orders.promotions.rules import Promotion, Refusal, Shopper, refusal


@dataclass(frozen=True, slots=True)
class Voucher:
    """A code that a shopper entered: applied, or refused for a reason."""

    code: str
    promotion: Promotion | None
    refusal: Refusal | None


@dataclass(frozen=True, slots=True)
class Choice:
    vouchers: tuple[Voucher, ...]
    discounts: Discounts


def chosen(
    promotions: Sequence[Promotion], codes: Sequence[str], goods: Goods, shopper: Shopper, now: datetime
) -> Choice:
    """The promotions that save the shopper most, from automatic ones and those whose codes they entered."""
    refusals = {each.id: refusal(each, goods.lines, shopper, now) for each in promotions}
    applicable = [each for each in promotions if refusals[each.id] is None]
    taken = best(applicable, goods)
    reasons = refusals | _reasons(applicable, taken, goods)
    by_code = {each.code: each for each in promotions}
    return Choice(tuple(_voucher(code, by_code.get(code), reasons) for code in dict.fromkeys(codes)), taken)


def _reasons(applicable: Sequence[Promotion], taken: Discounts, goods: Goods) -> dict[UUID, Refusal | None]:
    """Why each applicable promotion was not chosen; None for the chosen ones."""
    ids = {each.promotion.id for each in taken.applied}
    return {each.id: None if each.id in ids else _why_not_taken(each, goods) for each in applicable}


def _why_not_taken(promotion: Promotion, goods: Goods) -> Refusal:
    return "better_promotion" if discounts([promotion], goods).total_minor > 0 else "nothing_to_reduce"


def _voucher(code: str, promotion: Promotion | None, reasons: Mapping[UUID, Refusal | None]) -> Voucher:
    return Voucher(code, promotion, reasons[promotion.id] if promotion is not None else "unknown")

"""Rules of promotions: which apply to an order, and why others do not."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal
from uuid import UUID

from db.models.promotion_codes import Audience, Kind
from functions.orders.rules import PricedLine

Refusal = Literal[
    "unknown",
    "not_yet_valid",
    "expired",
    "used_up",
    "account_needed",
    "not_first_order",
    "used_up_by_account",
    "subtotal_too_low",
    "no_matching_products",
    # It would reduce nothing, for example because shipping is already free.
    "nothing_to_reduce",
    # Another promotion that cannot be combined with it saves the shopper more.
    "better_promotion",
]


@dataclass(frozen=True, slots=True)
class Promotion:
    """A promotion, with its uses so far; fields that its kind lacks are None, and so is a missing limit."""

    id: UUID
    kind: Kind
    code: str | None = None
    names: Mapping[str, str] = field(default_factory=dict)
    share_basis_points: int | None = None
    amount_minor: int | None = None
    buy_quantity: int | None = None
    free_quantity: int | None = None
    subtotal_from_minor: int = 0
    handles: Sequence[str] = ()
    categories: Sequence[str] = ()
    audience: Audience = "everyone"
    combinable: bool = False
    valid_from: datetime | None = None
    valid_until: datetime | None = None
    uses_max: int | None = None
    uses_max_per_account: int | None = None
    uses: int = 0
    account_uses: int = 0

    @property
    def per_account_max(self) -> int | None:
        """The limit per account; first orders have one, so that two concurrent orders are not both the first."""
        return 1 if self.audience == "first_order" else self.uses_max_per_account

    @property
    def is_counted(self) -> bool:
        """Whether orders claim a use; with an unlimited automatic promotion, they do not, nor wait for each other."""
        return self.code is not None or self.uses_max is not None or self.per_account_max is not None

    def is_for(self, line: PricedLine) -> bool:
        is_for_all = not self.handles and not self.categories
        return is_for_all or line.handle in self.handles or line.category in self.categories


@dataclass(frozen=True, slots=True)
class Shopper:
    """The shopper who orders; a guest's earlier orders are not known."""

    has_account: bool
    has_ordered: bool


def refusal(promotion: Promotion, lines: Iterable[PricedLine], shopper: Shopper, now: datetime) -> Refusal | None:
    """Why the promotion does not apply; None if it does."""
    return (
        _refusal_of_time(promotion, now)
        or _refusal_of_shopper(promotion, shopper)
        or _refusal_of_lines(promotion, list(lines))
    )


def _refusal_of_time(promotion: Promotion, now: datetime) -> Refusal | None:
    if promotion.valid_from is not None and now < promotion.valid_from:
        return "not_yet_valid"
    if promotion.valid_until is not None and now >= promotion.valid_until:
        return "expired"
    return "used_up" if _is_reached(promotion.uses_max, promotion.uses) else None


def _refusal_of_shopper(promotion: Promotion, shopper: Shopper) -> Refusal | None:
    """Why it is not for this shopper; limits per shopper need an account, as a guest's identity is unknown."""
    is_for_accounts = promotion.audience != "everyone" or promotion.per_account_max is not None
    if is_for_accounts and not shopper.has_account:
        return "account_needed"
    if promotion.audience == "first_order" and shopper.has_ordered:
        return "not_first_order"
    return "used_up_by_account" if _is_reached(promotion.per_account_max, promotion.account_uses) else None


def _refusal_of_lines(promotion: Promotion, lines: Sequence[PricedLine]) -> Refusal | None:
    if sum(line.value_minor for line in lines) < promotion.subtotal_from_minor:
        return "subtotal_too_low"
    return None if any(promotion.is_for(line) for line in lines) else "no_matching_products"


def _is_reached(limit: int | None, uses: int) -> bool:
    return limit is not None and uses >= limit

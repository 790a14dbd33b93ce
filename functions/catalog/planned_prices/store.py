"""Reads, adds and withdraws the planned prices of a product."""

from collections.abc import Collection, Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.models.planned_prices import PlannedPrice
from functions.catalog.errors import PlanBegun, PlansOverlap
from functions.catalog.planned_prices.rules import Plan, overlapping, problem
from functions.catalog.rules import PLANS_MAX
from functions.runtime.errors import InvalidRequest


def plans_of(session: Session, skus: Collection[str]) -> list[PlannedPrice]:
    """Reads the plans for these SKUs that have not ended, by when they begin."""
    query = select(PlannedPrice).where(PlannedPrice.sku.in_(skus), PlannedPrice.due_at.is_not(None))
    return list(session.scalars(query.order_by(PlannedPrice.starts_at, PlannedPrice.sku)))


def withdraw(plans: Sequence[PlannedPrice], ids: Sequence[UUID]) -> int:
    """Withdraws the plans with these ids, and returns how many still existed; raises PlanBegun."""
    wanted = [plan for plan in plans if plan.id in ids]
    for plan in wanted:
        if plan.state != "planned":
            raise PlanBegun("This price is valid already. Set another one instead; it then stays.", sku=plan.sku)
        plan.state, plan.due_at = "withdrawn", None
    return len(wanted)


def add(session: Session, plans: Sequence[PlannedPrice], wanted: Sequence[Plan], now: datetime) -> int:
    """Adds the plans that do not exist yet, and returns how many.

    Raises InvalidRequest or PlansOverlap.
    """
    known = [_plan(each) for each in plans if each.due_at is not None]
    added = 0
    for number, plan in enumerate(wanted):
        if plan in known:
            continue
        if wrong := problem(plan, now):
            raise InvalidRequest.field(f"plan.{number}.{wrong[0]}", wrong[1])
        if other := overlapping(plan, known):
            raise PlansOverlap("Withdraw the other plan first, or choose other times.", sku=plan.sku, at=_at(other))
        if len(known) >= PLANS_MAX:
            raise InvalidRequest.field("plan", f"would give the product more than {PLANS_MAX} planned prices")
        session.add(_row(plan))
        known.append(plan)
        added += 1
    return added


def _at(plan: Plan) -> str:
    return plan.starts_at.isoformat()


def _plan(row: PlannedPrice) -> Plan:
    return Plan(row.sku, row.price_minor, row.compare_at_price_minor, row.starts_at, row.ends_at)


def _row(plan: Plan) -> PlannedPrice:
    return PlannedPrice(
        sku=plan.sku,
        price_minor=plan.price_minor,
        compare_at_price_minor=plan.compare_at_price_minor,
        starts_at=plan.starts_at,
        ends_at=plan.ends_at,
        state="planned",
        due_at=plan.starts_at,
    )

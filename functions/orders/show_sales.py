"""GET /api/staff/sales — the shop's sales on some days: orders, revenue, VAT, refunds, and the best sellers."""

from datetime import date
from typing import Annotated, Any

from pydantic import Field

from functions.orders.sales.days import DAYS_MAX, DaysWanted, days_of
from functions.orders.sales.queries import BEST_SELLERS, best_sellers, refunded_by_day, sold_by_day
from functions.orders.taxes.rules import rounded
from functions.runtime.adapters.http_operation import http_operation
from functions.runtime.callers import Staff
from functions.runtime.database.unit_of_work import UnitOfWork
from functions.runtime.http.replies import Reply
from functions.runtime.settings import settings


class ShowSales(DaysWanted):
    pass


class SalesOfDay(Reply):
    """The orders placed on the day, and all refunds made on it."""

    day: date
    orders: int = 0
    gross_minor: int = 0
    tax_minor: int = 0
    net_minor: int = 0
    refunded_minor: int = 0


class SalesOfProduct(Reply):
    """The ordered quantity and amount of a product, without shipping and before refunds."""

    sku: str
    title: str
    quantity: int
    gross_minor: int
    tax_minor: int
    net_minor: int


class Sales(Reply):
    """The sales of the days, which begin and end in `time_zone`; amounts are in minor units of `currency`.

    Orders count once they are confirmed unless they are cancelled, without items that were never charged.
    `average_minor` is the average gross amount, 0 without orders. `products` are the best sellers, by quantity.
    """

    since: date
    until: date
    time_zone: str
    currency: str
    orders: int
    gross_minor: int
    tax_minor: int
    net_minor: int
    average_minor: int
    refunded_minor: int
    days: Annotated[list[SalesOfDay], Field(max_length=DAYS_MAX)]
    products: Annotated[list[SalesOfProduct], Field(max_length=BEST_SELLERS)]


@http_operation(permission="sales.read")
def show_sales(query: ShowSales, *, caller: Staff, shop: UnitOfWork) -> Sales:
    days = days_of(shop.session, query)
    sold = {row.day: row for row in sold_by_day(shop.session, days)}
    refunded = {row.day: int(row.refunded) for row in refunded_by_day(shop.session, days)}
    by_day = [_of_day(day, sold.get(day), refunded.get(day, 0)) for day in days]
    gross_minor, orders = sum(each.gross_minor for each in by_day), sum(each.orders for each in by_day)
    return Sales(
        since=days.since,
        until=days.until,
        time_zone=days.time_zone,
        currency=settings().currency,
        orders=orders,
        gross_minor=gross_minor,
        tax_minor=sum(each.tax_minor for each in by_day),
        net_minor=sum(each.net_minor for each in by_day),
        average_minor=rounded(gross_minor, orders) if orders else 0,
        refunded_minor=sum(refunded.values()),
        days=by_day,
        products=[_of_product(row) for row in best_sellers(shop.session, days)],
    )


def _of_day(day: date, sold: Any, refunded_minor: int) -> SalesOfDay:
    if sold is None:
        return SalesOfDay(day=day, refunded_minor=refunded_minor)
    return SalesOfDay(day=day, orders=sold.orders, refunded_minor=refunded_minor, **_amounts(sold))


def _of_product(row: Any) -> SalesOfProduct:
    return SalesOfProduct(sku=row.sku, title=row.title, quantity=row.quantity, **_amounts(row))


def _amounts(row: Any) -> dict[str, int]:
    gross_minor, tax_minor = int(row.gross), int(row.tax)
    return {"gross_minor": gross_minor, "tax_minor": tax_minor, "net_minor": gross_minor - tax_minor}

"""POST /api/order-look-ups — a guest's order, for whoever knows its number and its e-mail address."""

from functions.orders.access import order_of_guest
from functions.orders.errors import OrderUnknown
from functions.orders.views import OrderView
from functions.runtime.fields import Email, OrderNumber
from functions.runtime.http import http_operation
from functions.runtime.requests import Request
from functions.runtime.unit_of_work import UnitOfWork


class LookUpOrder(Request):
    number: OrderNumber
    email: Email


@http_operation(errors=(OrderUnknown,))
def look_up_order(query: LookUpOrder, *, shop: UnitOfWork) -> OrderView:
    return OrderView.of(order_of_guest(shop.session, query.number, query.email))

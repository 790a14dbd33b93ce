"""POST /api/order-look-ups — finds a guest's order by its number and e-mail address."""

from functions.orders.errors import OrderUnknown
from functions.orders.store.access import order_of_guest
from functions.orders.views import OrderView
from functions.runtime.adapters.http_operation import http_operation
from functions.runtime.database.unit_of_work import UnitOfWork
from functions.runtime.fields import KnownEmail, OrderNumber
from functions.runtime.http.guest_requests import GuestRequest


class LookUpOrder(GuestRequest):
    number: OrderNumber
    email: KnownEmail


@http_operation(errors=(OrderUnknown,))
def look_up_order(query: LookUpOrder, *, shop: UnitOfWork) -> OrderView:
    return OrderView.read(shop.session, order_of_guest(shop.session, query.number, query.email))

"""GET /api/orders/{number} — an order of the caller's account with its timeline; staff read any, with its notes."""

from db.models.orders import Order
from functions.orders.errors import OrderUnknown
from functions.orders.queries import newest_notes
from functions.orders.shipments.queries import carrier_names
from functions.orders.store.access import order_of
from functions.orders.store.part_views import NoteView
from functions.orders.views import OrderView
from functions.runtime.adapters.http_operation import http_operation
from functions.runtime.callers import Customer
from functions.runtime.database.unit_of_work import UnitOfWork
from functions.runtime.fields import OrderNumber
from functions.runtime.http.requests import Request


class GetOrder(Request):
    number: OrderNumber


@http_operation(errors=(OrderUnknown,))
def get_order(query: GetOrder, *, caller: Customer, shop: UnitOfWork) -> OrderView:
    order = order_of(shop.session, query.number, caller)
    for_staff = caller.may("orders.read")
    shown = OrderView.read(shop.session, order, for_staff=for_staff)
    if not for_staff:
        return shown
    return shown.model_copy(update={"notes": _notes(shop, order), "carriers": carrier_names(shop.session)})


def _notes(shop: UnitOfWork, order: Order) -> list[NoteView]:
    return [NoteView.model_validate(note) for note in newest_notes(shop.session, order.id)]

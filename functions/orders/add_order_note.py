"""POST /api/staff/orders/{number}/notes — writes a note on an order, which only staff see."""

from typing import Annotated

from pydantic import StringConstraints

from db.models.orders import OrderNote
from functions.orders.errors import OrderUnknown
from functions.orders.rules import NOTE_LENGTH_MAX
from functions.orders.store.access import order_of
from functions.orders.store.part_views import NoteView
from functions.runtime.adapters.http_operation import http_operation
from functions.runtime.callers import Staff
from functions.runtime.database.unit_of_work import UnitOfWork
from functions.runtime.fields import OrderNumber, Plain
from functions.runtime.http.requests import Request


class AddOrderNote(Request):
    number: OrderNumber
    text: Annotated[str, StringConstraints(min_length=1, max_length=NOTE_LENGTH_MAX), Plain]


# A repeated call would write the note twice.
@http_operation(permission="orders.add-note", status=201, idempotent=True, errors=(OrderUnknown,))
def add_order_note(command: AddOrderNote, *, caller: Staff, shop: UnitOfWork) -> NoteView:
    order = order_of(shop.session, command.number, caller)
    note = OrderNote(order_id=order.id, text=command.text, author=caller.name, at=shop.now)
    shop.session.add(note)
    shop.session.flush()
    # The log has only the note's id: its text may be about a person and may have to be deleted.
    shop.record(caller, "add-order-note", order.number, {"note": str(note.id)})
    return NoteView.model_validate(note)

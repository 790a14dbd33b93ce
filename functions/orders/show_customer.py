"""GET /api/staff/customers — the totals of one customer's orders, with an account or as a guest, by e-mail address.

search-orders finds the orders themselves by the address.
"""

from datetime import datetime
from typing import Annotated, Any

from pydantic import Field

from functions.orders.customers.queries import (
    ORDERS_MAX,
    OTHER_EMAILS_MAX,
    newest_notes_on,
    orders_of,
    other_emails,
)
from functions.orders.customers.rules import ADDRESSES_MAX, addresses, spent
from functions.orders.rules import NOTES_MAX
from functions.orders.store.part_views import NoteView
from functions.runtime.adapters.http_operation import http_operation
from functions.runtime.callers import Staff
from functions.runtime.database.unit_of_work import UnitOfWork
from functions.runtime.fields import KnownEmail
from functions.runtime.http.replies import Reply
from functions.runtime.http.requests import Request


class ShowCustomer(Request):
    email: KnownEmail


class SpentView(Reply):
    """The sums of the orders in one currency that were confirmed and not cancelled, and of their refunds."""

    currency: str
    orders: int
    spent_minor: int
    refunded_minor: int


class AddressUsed(Reply):
    address: dict[str, Any]
    last_used_at: datetime


class CustomerNote(NoteView):
    """A note that staff wrote on the order `number`."""

    number: str


class Customer(Reply):
    """A customer, from the newest 500 orders of an e-mail address; `is_whole` if there are no more.

    `orders` counts all of these, in any state. `other_emails` are further addresses in orders of the same account.
    """

    email: str
    has_account: bool
    orders: Annotated[int, Field(le=ORDERS_MAX)]
    is_whole: bool
    spent: list[SpentView]
    addresses: Annotated[list[AddressUsed], Field(max_length=ADDRESSES_MAX)]
    notes: Annotated[list[CustomerNote], Field(max_length=NOTES_MAX)]
    other_emails: Annotated[list[str], Field(max_length=OTHER_EMAILS_MAX)]


@http_operation(permission="customers.read")
def show_customer(query: ShowCustomer, *, caller: Staff, shop: UnitOfWork) -> Customer:
    found = orders_of(shop.session, query.email)
    orders = found[:ORDERS_MAX]
    accounts = {order.account_id for order in orders if order.account_id is not None}
    notes = newest_notes_on(shop.session, [order.id for order in orders])
    return Customer(
        email=query.email,
        has_account=bool(accounts),
        orders=len(orders),
        is_whole=len(found) == len(orders),
        spent=[SpentView.model_validate(each) for each in spent(orders)],
        addresses=[AddressUsed(address=address, last_used_at=at) for address, at in addresses(orders)],
        notes=[CustomerNote.model_validate(note) for note in notes],
        other_emails=other_emails(shop.session, query.email, accounts),
    )

"""GET /api/staff/disputes — the payments that shoppers' banks charged back or inquire about, the newest first.

`open` filters those that wait for the shop's answer or the bank's decision, inquiries included.
"""

from typing import Annotated, Literal

from pydantic import AwareDatetime

from functions.payments.providers.dashboards import payment_page
from functions.payments.records.dispute_queries import disputes_in
from functions.payments.records.disputes import DisputeView
from functions.runtime.adapters.http_operation import http_operation
from functions.runtime.callers import Staff
from functions.runtime.database.pages import Cursor, CursorText, PageRequest, Rows, page, sorted_from
from functions.runtime.database.unit_of_work import UnitOfWork
from functions.runtime.fields import Plain
from functions.runtime.http.replies import Reply


class ListDisputes(PageRequest):
    state: Literal["open", "won", "lost"]


class DisputePosition(Cursor):
    reported_at: AwareDatetime
    reference: Annotated[str, Plain]


class Disputes(Reply):
    disputes: Rows[DisputeView]
    next_cursor: CursorText | None


@http_operation(permission="orders.read")
def list_disputes(query: ListDisputes, *, caller: Staff, shop: UnitOfWork) -> Disputes:
    asked = sorted_from(disputes_in(query.state), query, DisputePosition, descending=True)
    found = page(shop.session.execute(asked).all(), query.limit, lambda row: DisputePosition.after(row[0]))
    shown = [
        DisputeView.of(dispute, number, payment_page(provider, reference))
        for dispute, number, provider, reference in found.rows
    ]
    return Disputes(disputes=shown, next_cursor=found.next_cursor)

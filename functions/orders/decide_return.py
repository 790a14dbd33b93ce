"""POST /api/staff/orders/{number}/return/decision — approves or declines an order's open return.

While the shopper may withdraw by law, the shop has no decision.
"""

from typing import Any, Literal

from pydantic import model_validator

from db.models.orders import Order
from db.models.returns import Return
from eventing.events.returns import ReturnApproved, ReturnDeclined
from functions.orders.errors import OrderUnknown, OwnOrder, ReturnNotOpen, WithdrawalNotDeclined
from functions.orders.returns.queries import returns_of
from functions.orders.returns.settlement import check_decision, return_to_decide, settle
from functions.orders.store.access import order_of, version_of
from functions.orders.store.transitions import Reason, record
from functions.orders.views import OrderView
from functions.runtime.adapters.http_operation import http_operation
from functions.runtime.callers import Staff
from functions.runtime.database.unit_of_work import UnitOfWork
from functions.runtime.errors import InvalidRequest
from functions.runtime.fields import OrderNumber, ShortText
from functions.runtime.http.preconditions import IfMatch
from functions.runtime.http.requests import Request


class DecideReturn(Request):
    """`reply` is mailed to the shopper; declining requires one."""

    number: OrderNumber
    decision: Literal["approved", "declined"]
    reply: ShortText | None = None

    @model_validator(mode="after")
    def _says_why(self) -> "DecideReturn":
        if self.decision == "declined" and self.reply is None:
            raise InvalidRequest.field("reply", "is missing: write to the shopper why it is declined")
        return self


@http_operation(
    permission="orders.decide-return", errors=(OrderUnknown, OwnOrder, ReturnNotOpen, WithdrawalNotDeclined)
)
def decide_return(command: DecideReturn, *, caller: Staff, shop: UnitOfWork, if_match: IfMatch) -> OrderView:
    order = order_of(shop.session, command.number, caller, lock=True)
    if_match.check(version_of(order))
    decided = return_to_decide(shop, order, returns_of(shop.session, order), caller)
    check_decision(decided, command.decision)
    decided.state, decided.reply, decided.decided_at = command.decision, command.reply, shop.now
    _announce(shop, order, decided, caller)
    detail: dict[str, Any] = {"return_id": str(decided.id), "decision": command.decision}
    shop.record(caller, "decide-return", order.number, detail)
    return OrderView.of_changed(shop.session, order, caller)


def _announce(shop: UnitOfWork, order: Order, decided: Return, caller: Staff) -> None:
    if decided.state == "approved":
        record(shop, order, Reason("return_approved"), caller.name)
        shop.announce(ReturnApproved(order_id=order.id, number=order.number, return_id=decided.id, reply=decided.reply))
    else:
        settle(shop, order, Reason("return_declined"), caller.name)
        shop.announce(
            ReturnDeclined(order_id=order.id, number=order.number, return_id=decided.id, reply=decided.reply or "")
        )

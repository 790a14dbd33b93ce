"""Finds the open return of an order for a decision of staff, and settles it."""

from collections.abc import Sequence

from db.models.order_codes import ReturnState
from db.models.orders import Order
from db.models.returns import Return
from functions.orders.errors import OwnOrder, ReturnNotOpen, WithdrawalNotDeclined
from functions.orders.returns.queries import open_return
from functions.orders.returns.rules import may_become, state_without_return
from functions.orders.store.timeline import entered
from functions.orders.store.transitions import Reason, record
from functions.runtime.callers import Staff
from functions.runtime.database.unit_of_work import UnitOfWork


def return_to_decide(shop: UnitOfWork, order: Order, returns: Sequence[Return], caller: Staff) -> Return:
    """The order's open return; raises ReturnNotOpen, or OwnOrder for the caller's own order."""
    if order.account_id == caller.id:
        raise OwnOrder("Ask another member of the staff to decide on it.")
    if (found := open_return(returns)) is None:
        raise ReturnNotOpen(f"Order {order.number} has no return that is open.")
    # One that the release before requested is stored with its first decision.
    shop.session.add(found)
    return found


def check_decision(decided: Return, state: ReturnState) -> None:
    """Raises WithdrawalNotDeclined or ReturnNotOpen unless staff may decide so."""
    if decided.is_withdrawal and state == "declined":
        raise WithdrawalNotDeclined("Receive what arrives. What does not arrive is not refunded.")
    if not may_become(state, decided.state, withdrawal=decided.is_withdrawal):
        raise ReturnNotOpen(f"The return is {decided.state} already.", state=decided.state)


def settle(shop: UnitOfWork, order: Order, reason: Reason, actor: str) -> None:
    """Settles the return; the order returns to its former state, unless it was fully refunded meanwhile."""
    if order.state == "return_requested":
        order.state = state_without_return(entered(order))
    record(shop, order, reason, actor)

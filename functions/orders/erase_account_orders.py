"""On shop.account.closed.v1 and shop.account.erasure-due.v1 — erases who ordered, as far as orders have ended; answers.

An order on its way becomes a guest's, with its address and mails, and is erased once it has ended: the sweep announces
every day that closed accounts are due.
"""

from collections import Counter

from db.models.closures import ClosedAccount
from eventing.codes import DataKind
from eventing.events.closures import AccountClosed, AccountErasureDue, OrderAccountErased
from functions.orders.erasure import rules
from functions.orders.erasure.accounts import closed_account, due_accounts, forget_promotion_uses, give_up_orders
from functions.orders.erasure.erasing import erase_ended_orders
from functions.orders.erasure.kept import kept_of, open_orders
from functions.runtime.adapters.event_operation import event_operation
from functions.runtime.database.unit_of_work import UnitOfWork


@event_operation()
def erase_account_orders(event: AccountClosed | AccountErasureDue, *, shop: UnitOfWork) -> None:
    if isinstance(event, AccountClosed):
        _erase(shop, closed_account(shop.session, event.account_id, event.closed_at), is_first=True)
        return
    for account in due_accounts(shop.session, shop.now):
        _erase(shop, account, is_first=False)


def _erase(shop: UnitOfWork, account: ClosedAccount, *, is_first: bool) -> None:
    given_up = give_up_orders(shop.session, account.account_id)
    erased = erase_ended_orders(shop, account)
    erased["promotion_uses"] = forget_promotion_uses(shop.session, account.account_id)
    is_last = open_orders(shop.session, account) == 0
    if is_first or is_last or erased.total():
        _answer(shop, account, erased)
    if rules.ORDERS_AT_ONCE in (given_up, erased["order_contacts"]):
        # More may be left. They are for another transaction, which the next sweep has made.
        account.due_at = shop.now
    else:
        # Once more in any case: an order may have been placed in the seconds until its token ended.
        account.due_at = None if is_last and not is_first else shop.now + rules.CHECK_INTERVAL


def _answer(shop: UnitOfWork, account: ClosedAccount, erased: Counter[DataKind]) -> None:
    shop.announce(
        OrderAccountErased(
            account_id=account.account_id,
            erased={kind: rows for kind, rows in erased.items() if rows and kind != "old_orders"},
            kept=kept_of(shop.session, account),
            answered_at=shop.now,
        )
    )
